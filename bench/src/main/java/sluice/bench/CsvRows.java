package sluice.bench;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a CSV file, read the plain way: quotes, doubled quotes, LF or CRLF. Independent of Sluice's parser. */
final class CsvRows {
    private final Reader in;
    private final StringBuilder field = new StringBuilder();

    /** The reader should be a buffered one. */
    CsvRows(Reader in) {
        this.in = in;
    }

    /** The next row, or nothing at the end. */
    Optional<List<String>> next() throws IOException {
        List<String> row = new ArrayList<>();
        boolean quoted = false;
        boolean closed = false;
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        for (; quoted || (c != '\n' && c >= 0); c = in.read()) {
            if (c < 0) {
                throw new IOException("the file ends inside quotes");
            }
            if (c == '"') {
                // A doubled quote closes and opens again: the second one is the character.
                if (closed) {
                    field.append('"');
                }
                closed = quoted;
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                row.add(take());
                closed = false;
            } else if (c != '\r' || quoted) {
                field.append((char) c);
            }
        }
        row.add(take());
        return Optional.of(row);
    }

    private String take() {
        String value = field.toString();
        field.setLength(0);
        return value;
    }
}
