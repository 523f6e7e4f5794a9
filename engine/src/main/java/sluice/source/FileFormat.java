package sluice.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Formats that are not CSV, told by a file's first bytes. The order matters: the first that fits names the file.
 */
enum FileFormat {
    LZ4_LEGACY("LZ4 in its old form, without frames", "Decompress it first.", starts("\u0002!L\u0018")),
    COMPRESS("compressed in the old .Z form", "Decompress it with uncompress first.", starts("\u001f\u009d")),
    ZIP("a ZIP archive", "Unpack it first, and load what it holds.", starts("PK\u0003\u0004")),
    EMPTY_ZIP("an empty ZIP archive", "Was it made right?", starts("PK\u0005\u0006")),
    SEVEN_ZIP("a 7z archive", "Unpack it first, and load what it holds.", starts("7z\u00bc\u00af'\u001c")),
    RAR("a RAR archive", "Unpack it first, and load what it holds.", starts("Rar!\u001a\u0007")),
    TAR("a tar archive", "Unpack it first, and load what it holds.", head -> head.startsWith("ustar", 257)),
    EXCEL(
            "an Excel workbook or another document of old Office versions",
            "Save its table as CSV and load that.",
            starts("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")),
    PARQUET("a Parquet file", "Export it as CSV, for example with duckdb.", starts("PAR1")),
    ARROW("an Arrow file", "Export it as CSV, for example with duckdb.", starts("ARROW1")),
    ORC(
            "an ORC file",
            "Export it as CSV, for example with duckdb.",
            starts("ORC\n").or(starts("ORC\u0008"))),
    AVRO("an Avro file", "Export it as CSV, or as JSON for mongoimport.", starts("Obj\u0001")),
    SQLITE(
            "an SQLite database",
            "Export its tables as CSV: sqlite3 -csv -header FILE 'select ...'.",
            starts("SQLite format 3\0")),
    PDF("a PDF document", "Get its tables as CSV from where it was made.", starts("%PDF-")),
    BSON("BSON, as mongodump writes it", "Use mongorestore.", FileFormat::isBson),
    HTML(
            "an HTML page",
            "Download the file itself: a page that says so, or asks for a login, was saved in its place.",
            FileFormat::isHtml),
    XML("XML", "Convert it to CSV first.", starts("<?xml")),
    JSON_LINES("JSON lines", "Use mongoimport, or export the data as CSV.", FileFormat::isJsonLine),
    JSON("JSON", "Use mongoimport (--jsonArray for an array), or export the data as CSV.", FileFormat::isJson);

    /** How many bytes tell a format. */
    static final int HEAD_BYTES = 4096;

    private static final Pattern HTML_START =
            Pattern.compile("\\s*(<!--.*?-->\\s*)?<(!doctype\\s+html|html|head|body)\\b.*", Pattern.DOTALL);
    /** A brace, then nothing or a name in quotes and a colon. */
    private static final Pattern OBJECT_START =
            Pattern.compile("\\{\\s*(}|\"([^\"\\\\]|\\\\.)*\"\\s*:).*", Pattern.DOTALL);

    private static final Pattern ARRAY_START = Pattern.compile("\\[\\s*([\\[{]).*", Pattern.DOTALL);
    private static final int LONGEST_BSON = 16 << 20;
    private static final String BSON_TYPES = "\1\2\3\4\5\7\10\11\12\20\21\22\23";

    private final String title;
    private final String advice;
    /** Holds no state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<String> fits;

    FileFormat(String title, String advice, Predicate<String> fits) {
        this.title = title;
        this.advice = advice;
        this.fits = fits;
    }

    /** The format that a file's first bytes tell, up to {@link #HEAD_BYTES} of them; null if it may be CSV. */
    static @Nullable FileFormat of(byte[] head) {
        String text = new String(head, ISO_8859_1);
        return Arrays.stream(values())
                .filter(format -> format.fits.test(text))
                .findFirst()
                .orElse(null);
    }

    /** Whether a file is a ZIP archive with something in it. */
    static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(4), ISO_8859_1);
            return ZIP.fits.test(head) || EMPTY_ZIP.fits.test(head);
        }
    }

    /** What is wrong with a source of this format, and what to do; follows its name. */
    String refusal() {
        return "is " + title + ", not CSV. " + advice;
    }

    private static Predicate<String> starts(String magic) {
        return head -> head.startsWith(magic);
    }

    private static boolean isHtml(String head) {
        return HTML_START.matcher(head.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isJsonLine(String head) {
        String text = head.stripLeading();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        boolean whole = end >= 0 || head.length() < HEAD_BYTES;
        return OBJECT_START.matcher(line).matches()
                && (!whole || line.stripTrailing().endsWith("}"));
    }

    private static boolean isJson(String head) {
        String text = head.stripLeading();
        boolean opens = text.startsWith("{\n") || text.startsWith("{\r\n");
        if (opens) {
            return OBJECT_START.matcher(text).matches();
        }
        return ARRAY_START.matcher(text).matches() && isJson(text.substring(1), 0);
    }

    /** Whether the first element of an array looks like one of JSON. */
    private static boolean isJson(String rest, int depth) {
        String text = rest.stripLeading();
        if (text.startsWith("[")) {
            return depth < 8 && isJson(text.substring(1), depth + 1);
        }
        return depth > 0 || OBJECT_START.matcher(text).matches();
    }

    /** A document begins with its length, and its first value with a type and a name. */
    private static boolean isBson(String head) {
        if (head.length() < 7) {
            return false;
        }
        int length = head.charAt(0) | (head.charAt(1) << 8) | (head.charAt(2) << 16);
        int nameEnd = head.indexOf('\0', 5);
        return head.charAt(3) == 0
                && length > 6
                && length <= LONGEST_BSON
                && BSON_TYPES.indexOf(head.charAt(4)) >= 0
                && nameEnd > 5
                && nameEnd < 256;
    }
}
