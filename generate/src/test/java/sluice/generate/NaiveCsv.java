package sluice.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a generated file with the test kit's naive reader and says what was odd about each row. */
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

    private NaiveCsv() {}

    static List<Row> read(Path file) throws IOException {
        // Bytes as characters, so that each field is decoded by itself.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return sluice.testkit.NaiveCsv.read(text).stream().map(NaiveCsv::row).toList();
    }

    private static Row row(sluice.testkit.NaiveCsv.Row read) {
        List<String> fields = new ArrayList<>();
        boolean nonAscii = false;
        boolean invalid = false;
        for (String field : read.fields()) {
            byte[] bytes = field.getBytes(StandardCharsets.ISO_8859_1);
            try {
                String decoded = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                nonAscii |= decoded.chars().anyMatch(c -> c > 127);
                fields.add(decoded);
            } catch (CharacterCodingException e) {
                invalid = true;
                fields.add(field);
            }
        }
        return new Row(
                fields,
                read.original().contains("\n"),
                nonAscii,
                read.fault() == sluice.testkit.NaiveCsv.Fault.TEXT_AFTER_QUOTE,
                invalid,
                read.lineEnd());
    }
}
