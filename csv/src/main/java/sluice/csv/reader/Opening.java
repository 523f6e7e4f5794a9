package sluice.csv.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvFormat;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.csv.FooterStream;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.csv.ReadRules;
import sluice.csv.TextEncoding;

/**
 * Reads what stands before a source's records.
 *
 * @param name the source's name
 * @param in its bytes from the start
 * @param head the first of them
 * @param format how it is read
 * @param parsing how its records are read
 * @param ragged what becomes of records of another width than the header
 */
record Opening(String name, InputStream in, byte[] head, CsvFormat format, Parsing parsing, Ragged ragged) {
    /** What a byte order mark becomes in UTF-8. */
    private static final int MARK_BYTES = 3;

    CsvReader reader() throws IOException {
        InputStream text = format.encoding().toUtf8(in);
        var mark = TextEncoding.byteOrderMark(head);
        int marked = mark != null && mark.encoding().equals(format.encoding()) ? mark.length() : 0;
        if (marked > 0) {
            text.readNBytes(MARK_BYTES);
        }
        ChunkCutter cutter = new ChunkCutter(
                name,
                FooterStream.without(format, text),
                format.dialect(),
                ReadRules.STRICT,
                format.encoding(),
                new ChunkCutter.Place(marked, 1));
        for (int i = 0; i < format.layout().preambleRows(); i++) {
            cutter.nextLine();
        }
        return headed(cutter);
    }

    private CsvReader headed(ChunkCutter cutter) throws IOException {
        List<String> names = new ArrayList<>();
        byte[] last = {};
        int rows = format.layout().headerRows();
        CsvParser parser = new CsvParser(format.dialect());
        for (int row = 0; row < rows; row++) {
            Chunk chunk = cutter.next(ChunkSize.records(1));
            if (chunk != null) {
                parser.reset(chunk);
                if (parser.next()) {
                    CsvRecord record = parser.record();
                    join(names, record);
                    last = Arrays.copyOfRange(chunk.bytes(), record.rawStart(), record.rawEnd());
                }
            }
        }
        // A header of one name is too easily repeated by a value.
        byte[] repeated = rows == 1 && names.size() > 1 ? last : new byte[0];
        ReadRules rules = ReadRules.STRICT
                .withParsing(parsing)
                .withWidth(names.size())
                .withRagged(ragged)
                .withHeader(repeated);
        cutter.follow(rules);
        return new CsvReader(in, cutter, new CsvParser(format.dialect(), rules), format, names);
    }

    /** Adds a row's cells to the names, with a space between the cells of a column. */
    private static void join(List<String> names, CsvRecord record) {
        for (int i = 0; i < record.fieldCount(); i++) {
            String cell = record.string(i, StandardCharsets.UTF_8);
            if (i == names.size()) {
                names.add(cell);
            } else if (!cell.isBlank()) {
                names.set(i, names.get(i).isBlank() ? cell : names.get(i) + " " + cell);
            }
        }
    }
}
