package sluice.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/** Where the rejected records of one source start, as the file of their reasons says. Eight bytes each. Thread-safe. */
final class RejectedOffsets {
    /** No record was rejected. */
    static final RejectedOffsets NONE = new RejectedOffsets(new long[0]);

    private final long[] offsets;

    private RejectedOffsets(long[] offsets) {
        this.offsets = offsets;
    }

    /**
     * Reads the file of a source's reasons.
     *
     * @throws UncheckedIOException where it can't be read, or holds a line that is no reason
     */
    static RejectedOffsets read(Path reasons) {
        long[] offsets = new long[1024];
        int count = 0;
        try (BufferedReader reader = Files.newBufferedReader(reasons)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (count == offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * count);
                }
                offsets[count++] = offset(line, reasons, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(reasons + ": can't be read: " + e.getMessage(), e);
        }
        long[] sorted = Arrays.copyOf(offsets, count);
        Arrays.sort(sorted);
        return new RejectedOffsets(sorted);
    }

    private static long offset(String line, Path reasons, int number) throws IOException {
        try {
            BsonValue offset = BsonDocument.parse(line).get("offset");
            if (offset != null && offset.isNumber()) {
                return offset.asNumber().longValue();
            }
        } catch (JsonParseException e) {
            throw new IOException("line " + number + " is no JSON: the file is damaged", e);
        }
        throw new IOException("line " + number + " has no offset: the file is damaged");
    }

    boolean contains(long offset) {
        return Arrays.binarySearch(offsets, offset) >= 0;
    }
}
