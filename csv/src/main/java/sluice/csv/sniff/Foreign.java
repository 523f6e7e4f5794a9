package sluice.csv.sniff;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises what isn't CSV: bytes that aren't text, and text of other formats. */
final class Foreign {
    private static final Map<String, String> MAGIC = Map.of(
            "PAR1", "a Parquet file",
            "%PDF-", "a PDF file",
            "PK\u0003\u0004", "a ZIP or Office file",
            "Obj\u0001", "an Avro file",
            "SQLite format 3", "an SQLite database",
            "ORC", "an ORC file",
            "ARROW1", "an Arrow file",
            "\u00d0\u00cf\u0011\u00e0", "an old Excel or Word file");

    private static final Pattern OBJECT = Pattern.compile("\\{\\s*(\\}|\"[^\"\n]{0,200}\"\\s*:.*)", Pattern.DOTALL);
    private static final Pattern ARRAY = Pattern.compile(
            "\\[\\s*(\\]\\s*|\\{.*|(\\[|-?\\d|\"[^\"]*\"\\s*[,\\]]|true|false|null)[^\\n]*[,\\]]?\\s*)",
            Pattern.DOTALL);
    private static final Pattern MARKUP =
            Pattern.compile("(?i)<(\\?xml|!doctype|html|[a-z][\\w:-]*(\\s[^<>]*)?/?>).*", Pattern.DOTALL);

    /** One in so many bytes may be a control character that text doesn't have. */
    private static final int MOST_CONTROLS = 50;

    private static final int LOOK_CHARACTERS = 4096;

    private Foreign() {}

    /** Why a sample isn't text, if it is not. */
    static Optional<Doubt> notText(Sample sample, Text text) {
        byte[] head = sample.head();
        String start = new String(head, 0, Math.min(16, head.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
            boolean binary = !magic.getKey().equals("ORC") || Utf8Count.of(head).zeros() > 0;
            if (start.startsWith(magic.getKey()) && binary) {
                return Optional.of(new Doubt(
                        Doubt.Kind.NOT_TEXT,
                        "This is " + magic.getValue() + ", not text. Export it as CSV first.",
                        List.of()));
            }
        }
        Utf8Count count = Utf8Count.of(text.head());
        int length = text.head().length;
        if (count.zeros() + count.controls() > length / MOST_CONTROLS + 1) {
            return Optional.of(new Doubt(
                    Doubt.Kind.NOT_TEXT,
                    "This isn't text: " + (count.zeros() + count.controls()) + " of the first " + length
                            + " bytes are control characters. If it is text, declare its encoding and its delimiter.",
                    List.of()));
        }
        return Optional.empty();
    }

    /** Which other format a text has, if it has one. */
    static Optional<Doubt> otherFormat(Text text) {
        byte[] head = text.head();
        String start =
                new String(head, 0, Math.min(LOOK_CHARACTERS, head.length), StandardCharsets.UTF_8).stripLeading();
        if (isJsonLines(start, text.whole() && head.length <= LOOK_CHARACTERS)) {
            return doubt("This is JSON lines, not CSV. Load it with mongoimport, or convert it to CSV first,"
                    + " for example with jq -r '[.a, .b] | @csv'.");
        }
        if (isJson(start)) {
            return doubt("This is JSON, not CSV. Load it with mongoimport, or convert it to CSV first,"
                    + " for example with jq -r '.[] | [.a, .b] | @csv'.");
        }
        if (MARKUP.matcher(start).matches()) {
            return doubt("This is XML or HTML, not CSV. Export the table as CSV first.");
        }
        return Optional.empty();
    }

    private static Optional<Doubt> doubt(String sentence) {
        return Optional.of(
                new Doubt(Doubt.Kind.OTHER_FORMAT, sentence + " If it is CSV, declare its delimiter.", List.of()));
    }

    private static boolean isJsonLines(String start, boolean whole) {
        List<String> lines =
                start.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        int complete = Math.max(whole ? lines.size() : lines.size() - 1, Math.min(1, lines.size()));
        List<String> seen = lines.subList(0, Math.min(20, complete));
        return !seen.isEmpty()
                && seen.stream().allMatch(line -> OBJECT.matcher(line).matches())
                && ((lines.size() == 1 && !whole) || seen.stream().allMatch(line -> line.endsWith("}")));
    }

    private static boolean isJson(String start) {
        return OBJECT.matcher(start).matches() || (start.startsWith("[") && isArray(start));
    }

    /** {@code [1,2],[3,4]} may be cells in brackets: an array ends its line, or the text. */
    private static boolean isArray(String start) {
        String first = start.lines().findFirst().orElse("").strip();
        return ARRAY.matcher(start).matches()
                && (first.equals("[")
                        || first.startsWith("[{")
                        || start.strip().indexOf(']') >= start.strip().length() - 1);
    }
}
