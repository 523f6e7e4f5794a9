package sluice.bench.csv;

import java.io.IOException;
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
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;

/**
 * Reads every field of 8 MB in memory: Sluice as views on bytes, the others as Strings. The score is the number of times a
 * second; times 8.4 it is MB/s.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class ScanBenchmark {

    /** The file; all threads read the same. */
    @State(Scope.Benchmark)
    public static class Input {
        /** What kind of file. */
        @Param
        public Shape shape = Shape.PLAIN;

        byte[] bytes = {};

        /** Makes the file. */
        @Setup
        public void make() {
            bytes = shape.bytes(8 << 20);
        }
    }

    /** What a worker of a load has. */
    @State(Scope.Thread)
    public static class Worker {
        final CsvParser parser = new CsvParser(Dialect.RFC_4180);
    }

    /** Sluice: the length of every field. */
    @Benchmark
    public long sluice(Input input, Worker worker) {
        CsvParser parser = worker.parser;
        parser.reset(new Chunk(0, 0, 1, input.bytes));
        CsvRecord record = parser.record();
        long sum = 0;
        while (parser.next()) {
            int fields = record.fieldCount();
            for (int i = 0; i < fields; i++) {
                sum += record.end(i) - record.start(i);
            }
        }
        return sum;
    }

    /** FastCSV. */
    @Benchmark
    public long fastCsv(Input input) throws IOException {
        return Readers.fastCsv(input.bytes);
    }

    /** The parser of univocity-parsers. */
    @Benchmark
    public long univocity(Input input) {
        return Readers.univocity(input.bytes);
    }

    /** Jackson's CSV parser. */
    @Benchmark
    public long jackson(Input input) {
        return Readers.jackson(input.bytes);
    }

    /** Apache Commons CSV. */
    @Benchmark
    public long commonsCsv(Input input) throws IOException {
        return Readers.commonsCsv(input.bytes);
    }
}
