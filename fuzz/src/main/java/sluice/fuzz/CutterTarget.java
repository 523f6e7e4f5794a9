package sluice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvParser;
import sluice.csv.Dialect;
import sluice.csv.ReadRules;
import sluice.csv.ScannerRows;
import sluice.csv.ScannerRows.Row;
import sluice.csv.TextEncoding;

/**
 * The cutter: chunks of any size follow each other without a gap and hold the records of the whole. Input: how to cut, how to
 * read, a dialect, then CSV.
 */
public final class CutterTarget {
    private CutterTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        FuzzInput input = new FuzzInput(bytes);
        int count = 1 + input.choose(64);
        ChunkSize size = input.choose(2) == 0 ? ChunkSize.bytes(count) : ChunkSize.records(count);
        int atMost = 1 + input.choose(64);
        ReadRules rules = rules(input);
        Dialect dialect = input.choose(2) == 0 ? FuzzDialects.plain(input) : FuzzDialects.tokens(input);
        byte[] csv = input.rest();
        List<Chunk> chunks = cut(csv, atMost, dialect, rules, size);
        long end = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.offset()).isEqualTo(end);
            end = chunk.end();
        }
        assertThat(end).isEqualTo(csv.length);
        assertThat(rows(dialect, rules, chunks)).isEqualTo(rows(dialect, rules, List.of(new Chunk(0, 0, 1, csv))));
    }

    private static ReadRules rules(FuzzInput input) {
        return input.choose(2) == 0
                ? ReadRules.STRICT
                : ReadRules.recover(input.choose(5)).withLookAhead(1 + input.choose(60));
    }

    private static List<Chunk> cut(byte[] csv, int atMost, Dialect dialect, ReadRules rules, ChunkSize size)
            throws IOException {
        ChunkCutter cutter = new ChunkCutter(
                "fuzz.csv", slowly(csv, atMost), dialect, rules, TextEncoding.UTF_8, new ChunkCutter.Place(0, 1));
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk = cutter.next(size); chunk != null; chunk = cutter.next(size)) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** A stream that gives at most so many bytes at a time, as pipes do. */
    private static InputStream slowly(byte[] bytes, int atMost) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atMost));
            }
        };
    }

    private static List<Row> rows(Dialect dialect, ReadRules rules, List<Chunk> chunks) {
        CsvParser parser = new CsvParser(dialect, rules);
        List<Row> rows = new ArrayList<>();
        for (Chunk chunk : chunks) {
            parser.reset(chunk);
            while (parser.next()) {
                rows.add(ScannerRows.row(parser.record()));
            }
        }
        return rows;
    }
}
