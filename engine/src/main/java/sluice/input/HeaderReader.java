package sluice.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvFormat;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;
import sluice.csv.Ragged;
import sluice.csv.ReadRules;
import sluice.plan.CollectionPlan;
import sluice.plan.RecordPolicy;
import sluice.source.Source;
import sluice.source.SourceException;

/** Reads what stands before a source's records. Not thread-safe; reads one source. */
final class HeaderReader {
    /** The column that {@link Ragged#EXTRA_COLUMN} adds. */
    private static final String EXTRA_COLUMN = "extra";

    private final Source source;
    private final CollectionPlan plan;
    private final CsvFormat format;
    private final ChunkCutter cutter;
    private final int markLength;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable SourceFormat found;

    /**
     * A reader.
     *
     * @param text the source's text as UTF-8, without a byte order mark
     * @param markLength the bytes of that mark
     */
    HeaderReader(Source source, CollectionPlan plan, CsvFormat format, InputStream text, int markLength) {
        this.source = source;
        this.plan = plan;
        this.format = format;
        this.markLength = markLength;
        cutter = new ChunkCutter(
                source.name(),
                text,
                format.dialect(),
                ReadRules.STRICT,
                format.encoding(),
                new ChunkCutter.Place(markLength, 1));
    }

    /** The cutter of the records that follow. */
    ChunkCutter cutter() {
        return cutter;
    }

    /** How the records that follow are read; known once the header was. */
    SourceFormat format() {
        return Objects.requireNonNull(found);
    }

    /**
     * Reads the preamble and the header.
     *
     * @throws SourceException if there is no header or it can't name fields; the message is the user's
     */
    Header read() throws IOException {
        long end = markLength;
        for (int row = 0; row < format.layout().preambleRows(); row++) {
            Chunk line = cutter.nextLine();
            if (line == null) {
                throw new SourceException(source.name() + ": has only " + row + " lines, and its preamble has "
                        + format.layout().preambleRows() + "; correct --preamble-rows.");
            }
            end = keep(line);
        }
        List<List<String>> rows = new ArrayList<>();
        byte[] lastRow = {};
        for (int row = 0; row < format.layout().headerRows(); row++) {
            Chunk chunk = cutter.next(ChunkSize.records(1));
            CsvParser parser = new CsvParser(format.dialect());
            if (chunk != null) {
                parser.reset(chunk);
            }
            if (chunk == null || !parser.next()) {
                throw new SourceException(source.name() + ": is empty: its first record should name the columns.");
            }
            CsvRecord record = parser.record();
            requireSound(record);
            rows.add(names(record));
            lastRow = Arrays.copyOfRange(chunk.bytes(), record.rawStart(), record.rawEnd());
            end = keep(chunk);
        }
        List<String> names = names(rows, end);
        RecordPolicy policy = plan.input().records();
        ReadRules rules = ReadRules.recover(names.size())
                .withParsing(policy.parsing())
                .withRagged(policy.ragged())
                .withHeader(names.size() > 1 && rows.size() == 1 ? lastRow : new byte[0]);
        found = new SourceFormat(format, rules);
        cutter.follow(rules);
        List<String> all = new ArrayList<>(names);
        if (policy.ragged() == Ragged.EXTRA_COLUMN) {
            all.add(EXTRA_COLUMN);
        }
        return new Header(all, end, bytes.toByteArray(), lineEnd());
    }

    private byte[] lineEnd() {
        String text = format.dialect().lineEnd().equals(Dialect.ANY_LINE_END)
                ? "\n"
                : format.dialect().lineEnd();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return format.encoding().toSource(utf8, 0, utf8.length);
    }

    private long keep(Chunk chunk) throws IOException {
        bytes.write(chunk.source(0, chunk.length()));
        return chunk.end();
    }

    private void requireSound(CsvRecord record) {
        if (record.problem() != null) {
            throw new SourceException(source.name() + ", line " + record.line() + ", column "
                    + (record.problemField() + 1) + " of the header: "
                    + record.problem().message() + " (read with " + format.dialect() + ")");
        }
    }

    private List<String> names(CsvRecord record) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            names.add(name(record, i));
        }
        return names;
    }

    /** A column's name; a replaced character in it would stand in every document. */
    private String name(CsvRecord record, int field) {
        int from = record.start(field);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record.bytes(field), from, record.end(field) - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SourceException(
                    source.name() + ", line " + record.line() + ", column " + (field + 1)
                            + " of the header: is not valid "
                            + format.encoding().name()
                            + "; name the right encoding with --encoding (encoding: in a plan's dialect).",
                    e);
        }
    }

    /** The columns' names: those given, or those of the header, or {@code c1}, {@code c2} and so on. */
    private List<String> names(List<List<String>> rows, long end) throws IOException {
        List<String> given = plan.columnNames();
        if (given != null) {
            return given;
        }
        if (rows.isEmpty()) {
            int width = width();
            return IntStream.rangeClosed(1, width).mapToObj(i -> "c" + i).toList();
        }
        List<String> names = joined(rows);
        List<String> relabel = plan.input().relabel();
        if (relabel == null) {
            return names;
        }
        if (relabel.size() != names.size()) {
            throw new SourceException(
                    source.name() + ": its header names " + names.size() + " columns (" + String.join(",", names)
                            + "), relabel names " + relabel.size() + " (" + String.join(",", relabel) + ").");
        }
        return relabel;
    }

    /** How many cells the first record has. */
    private int width() throws IOException {
        Chunk first = cutter.peek(ChunkSize.records(1));
        CsvParser parser = new CsvParser(format.dialect());
        if (first == null) {
            return 0;
        }
        parser.reset(first);
        return parser.next() ? parser.record().fieldCount() : 1;
    }

    /** The names of several header rows, joined cell by cell. */
    private static List<String> joined(List<List<String>> rows) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = i;
            names.add(rows.stream()
                    .filter(row -> column < row.size())
                    .map(row -> row.get(column))
                    .filter(cell -> rows.size() == 1 || !cell.isEmpty())
                    .reduce((left, right) -> left + " " + right)
                    .orElse(""));
        }
        return names;
    }
}
