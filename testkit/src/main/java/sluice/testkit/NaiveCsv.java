package sluice.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV one character at a time, as simply as can be: comma, double quote, LF, CRLF or lone CR. A blank line is no
 * record. Meant to be believed, not to be fast.
 */
public final class NaiveCsv {
    private final String text;
    private int at;
    private long line = 1;

    private NaiveCsv(String text) {
        this.text = text;
    }

    /**
     * A record.
     *
     * @param line on which it starts, from 1
     * @param original its text without its line end
     * @param fields its values
     * @param malformed whether its quotes are wrong
     */
    public record Row(long line, String original, List<String> fields, boolean malformed) {}

    /** All records of a text. */
    public static List<Row> read(String text) {
        NaiveCsv csv = new NaiveCsv(text);
        List<Row> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            if (csv.atLineEnd()) {
                csv.endLine();
            } else {
                rows.add(csv.row());
            }
        }
        return rows;
    }

    private Row row() {
        int start = at;
        long startLine = line;
        List<String> fields = new ArrayList<>();
        boolean malformed = false;
        while (true) {
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            malformed |= quoted && !quoted(fields);
            if (!quoted) {
                fields.add(plain());
            }
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            } else {
                break;
            }
        }
        String original = text.substring(start, at);
        if (at < text.length()) {
            endLine();
        }
        return new Row(startLine, original, fields, malformed);
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && !atLineEnd()) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether the quotes of the field were right. */
    private boolean quoted(List<String> fields) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                value.append(inQuotes());
            } else if (text.startsWith("\"\"", at)) {
                value.append('"');
                at += 2;
            } else {
                at++;
                fields.add(value.toString());
                return plain().isEmpty();
            }
        }
        fields.add(value.toString());
        return false;
    }

    private String inQuotes() {
        int start = at;
        if (atLineEnd()) {
            endLine();
        } else {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean atLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void endLine() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
    }
}
