package sluice.bench.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.Dialect;

/** Cuts 8 MB in memory into chunks of 1 MiB. The score is the number of times a second; times 8.4 it is MB/s. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class CutBenchmark {

    /** Sluice's cutter: how many lines there are before the last chunk. */
    @Benchmark
    public long sluice(ScanBenchmark.Input input) throws IOException {
        ChunkCutter cutter =
                new ChunkCutter(input.shape.name(), new ByteArrayInputStream(input.bytes), Dialect.RFC_4180, 0);
        long lines = 0;
        Chunk chunk = cutter.next(ChunkSize.bytes(1 << 20));
        while (chunk != null) {
            lines = chunk.firstLine();
            chunk = cutter.next(ChunkSize.bytes(1 << 20));
        }
        return lines;
    }
}
