package sluice.stages;

import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.input.CsvInput;

/** Cuts a source into chunks that start and end at records. Not thread-safe: one thread at a time takes the next chunk. */
public final class ChunkReader implements AutoCloseable {
    private final CsvInput input;

    ChunkReader(CsvInput input) {
        this.input = input;
    }

    /**
     * The next chunk, which belongs to the caller, or null at the end.
     *
     * @throws sluice.error.SluiceException of category {@code SOURCE} if the source can't be read
     */
    public @Nullable Chunk next(ChunkSize size) {
        return input.next(size);
    }

    @Override
    public void close() {
        input.close();
    }
}
