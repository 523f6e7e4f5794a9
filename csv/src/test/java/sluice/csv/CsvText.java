package sluice.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.csv.ReferenceParser.Row;
import sluice.testkit.Gen;

/** CSV bytes for tests: random ones, and what the parser makes of given ones. */
final class CsvText {
    private CsvText() {}

    /** A text, a dialect, and how to cut it. */
    record Case(Dialect dialect, byte[] bytes, ChunkSize size, int readSize) {
        @Override
        public String toString() {
            return dialect + ", " + size + ", reads of " + readSize + ", bytes \"" + escaped() + "\"";
        }

        private String escaped() {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes) {
                text.append(
                        b == '\n'
                                ? "\\n"
                                : b == '\r'
                                        ? "\\r"
                                        : b < ' ' ? String.format("\\x%02x", b & 0xff) : String.valueOf((char) b));
            }
            return text.toString();
        }

        Case with(byte[] fewer) {
            return new Case(dialect, fewer, size, readSize);
        }
    }

    /** Mostly bytes that mean something, so that every state is met often. */
    static Case random(Gen gen) {
        Dialect dialect = gen.oneOf(
                Dialect.RFC_4180,
                Dialect.builder().delimiter(';').escape('\\').build(),
                Dialect.builder().delimiter('\t').noQuote().build(),
                Dialect.builder().delimiter('|').quote('\'').build());
        String alphabet = "a,\"\n\r;\\\t|'é";
        byte[] letters = alphabet.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[gen.between(0, 200)];
        int plain = gen.between(0, 9);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = gen.between(0, 9) < plain ? (byte) 'x' : letters[gen.between(0, letters.length - 1)];
        }
        ChunkSize size = gen.chance(50) ? ChunkSize.bytes(gen.between(1, 64)) : ChunkSize.records(gen.between(1, 8));
        return new Case(dialect, bytes, size, gen.between(1, 50));
    }

    /** What the parser makes of chunks. */
    static List<Row> rows(Dialect dialect, List<Chunk> chunks) {
        List<Row> rows = new ArrayList<>();
        CsvParser parser = new CsvParser(dialect);
        for (Chunk chunk : chunks) {
            parser.reset(chunk);
            while (parser.next()) {
                rows.add(row(parser.record()));
            }
        }
        return rows;
    }

    static Row row(CsvRecord record) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            fields.add(record.string(i, StandardCharsets.ISO_8859_1));
        }
        return new Row(record.line(), record.offset(), fields, record.problem());
    }

    /** A record as values, with how each field stood. */
    record Read(
            long line,
            long offset,
            int rawLength,
            List<String> fields,
            List<Boolean> quoted,
            @Nullable CsvProblem problem) {}

    /** What the parser makes of chunks by rules. */
    static List<Read> read(Dialect dialect, ReadRules rules, List<Chunk> chunks) {
        List<Read> rows = new ArrayList<>();
        CsvParser parser = new CsvParser(dialect, rules);
        for (Chunk chunk : chunks) {
            parser.reset(chunk);
            while (parser.next()) {
                rows.add(read(parser.record()));
            }
        }
        return rows;
    }

    static Read read(CsvRecord record) {
        List<Boolean> quoted = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            quoted.add(record.quoted(i));
        }
        Row row = row(record);
        return new Read(
                row.line(), row.offset(), record.rawEnd() - record.rawStart(), row.fields(), quoted, row.problem());
    }

    static Chunk whole(byte[] bytes) {
        return new Chunk(0, 0, 1, bytes);
    }

    /** Everything a cutter cuts. */
    static List<Chunk> cut(Case one) throws IOException {
        ChunkCutter cutter = new ChunkCutter("test.csv", slowly(one.bytes(), one.readSize()), one.dialect(), 0);
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk = cutter.next(one.size()); chunk != null; chunk = cutter.next(one.size())) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** A stream that gives at most so many bytes at a time, as pipes do. */
    static InputStream slowly(byte[] bytes, int atMost) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atMost));
            }
        };
    }
}
