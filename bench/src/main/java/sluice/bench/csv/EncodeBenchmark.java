package sluice.bench.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvParser;
import sluice.csv.Dialect;
import sluice.plan.ValueType;

/**
 * Encodes the records of 8 MB in memory as BSON documents with a generated id, all fields as strings. To be compared with
 * {@link ScanBenchmark#fastCsv}, which stops at the Strings. The score is the number of times a second; times 8.4 it is MB/s.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
@State(Scope.Thread)
public class EncodeBenchmark {
    private static final int FILE_BYTES = 8 << 20;
    private static final int CHUNK_BYTES = 1 << 20;

    /** What kind of file. */
    @Param
    public Shape shape = Shape.PLAIN;

    private final List<Chunk> chunks = new ArrayList<>();
    private final EncodedChunk encoded = new EncodedChunk();

    @SuppressWarnings("NullAway.Init") // Made by the set-up.
    private DocumentEncoder encoder;

    /** Cuts the file, as a load does. */
    @Setup
    public void cut() throws IOException {
        ByteArrayInputStream file = new ByteArrayInputStream(shape.bytes(FILE_BYTES));
        ChunkCutter cutter = new ChunkCutter(shape.name(), file, Dialect.RFC_4180, 0);
        for (Chunk chunk = cutter.next(ChunkSize.bytes(CHUNK_BYTES));
                chunk != null;
                chunk = cutter.next(ChunkSize.bytes(CHUNK_BYTES))) {
            chunks.add(chunk);
        }
        encoder = new DocumentEncoder(layout(), new DocumentIds(1, 2), Dialect.RFC_4180, new KeyHasher(1));
    }

    private DocumentLayout layout() {
        CsvParser parser = new CsvParser(Dialect.RFC_4180);
        parser.reset(chunks.get(0));
        parser.next();
        List<DocumentLayout.Column> columns = new ArrayList<>();
        for (int i = 0; i < parser.record().fieldCount(); i++) {
            columns.add(new DocumentLayout.Column("c" + i, List.of("c" + i), ValueType.STRING));
        }
        return new DocumentLayout(columns, List.of(), List.of(), -1, DocumentLayout.Form.DOCUMENT, List.of());
    }

    /** The number of documents. */
    @Benchmark
    public long sluice() {
        long documents = 0;
        for (Chunk chunk : chunks) {
            encoder.encode(chunk, encoded);
            documents += encoded.count();
        }
        return documents;
    }
}
