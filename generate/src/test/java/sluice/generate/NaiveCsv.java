package sluice.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads CSV byte by byte, slowly and plainly, and says what was odd about each row. */
final class NaiveCsv {

    /** A row as it was read. */
    record Row(
            List<String> fields,
            boolean newline,
            boolean nonAscii,
            boolean textAfterQuote,
            boolean invalidUtf8,
            String lineEnd) {
        String get(int column) {
            return fields.get(column);
        }

        boolean bad(int columns) {
            return fields.size() != columns || textAfterQuote || invalidUtf8 || get(0).isEmpty();
        }
    }

    private final byte[] bytes;
    private int at;

    private NaiveCsv(byte[] bytes) {
        this.bytes = bytes;
    }

    static List<Row> read(Path file) throws IOException {
        NaiveCsv csv = new NaiveCsv(Files.readAllBytes(file));
        List<Row> rows = new ArrayList<>();
        while (csv.at < csv.bytes.length) {
            rows.add(csv.row());
        }
        return rows;
    }

    private Row row() {
        List<String> fields = new ArrayList<>();
        boolean newline = false;
        boolean nonAscii = false;
        boolean textAfterQuote = false;
        boolean invalid = false;
        while (true) {
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            if (bytes[at] == '"') {
                at++;
                while (bytes[at] != '"' || bytes[at + 1] == '"') {
                    newline |= bytes[at] == '\n';
                    at += bytes[at] == '"' ? 1 : 0;
                    field.write(bytes[at++]);
                }
                at++;
                textAfterQuote |= bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r';
            }
            while (bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r') {
                assert bytes[at] != '"';
                field.write(bytes[at++]);
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(field.toByteArray()))
                        .toString();
                nonAscii |= text.chars().anyMatch(c -> c > 127);
                fields.add(text);
            } catch (CharacterCodingException e) {
                invalid = true;
                fields.add(field.toString(StandardCharsets.ISO_8859_1));
            }
            if (bytes[at++] != ',') {
                break;
            }
        }
        boolean crlf = bytes[at - 1] == '\r';
        at += crlf ? 1 : 0;
        return new Row(fields, newline, nonAscii, textAfterQuote, invalid, crlf ? "\r\n" : "\n");
    }
}
