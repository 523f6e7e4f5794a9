package sluice.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds encodings by name, and says why one can't be read. */
final class EncodingNames {
    /** By their letters and digits only; the platform knows other names of other encodings. */
    private static final Map<String, TextEncoding> UNICODE = Map.ofEntries(
            Map.entry("utf8", TextEncoding.UTF_8),
            Map.entry("utf8sig", TextEncoding.UTF_8),
            Map.entry("utf8bom", TextEncoding.UTF_8),
            Map.entry("unicode11utf8", TextEncoding.UTF_8),
            Map.entry("utf16", TextEncoding.UTF_16BE),
            Map.entry("utf16be", TextEncoding.UTF_16BE),
            Map.entry("utf16le", TextEncoding.UTF_16LE),
            Map.entry("utf32", TextEncoding.UTF_32BE),
            Map.entry("utf32be", TextEncoding.UTF_32BE),
            Map.entry("utf32le", TextEncoding.UTF_32LE),
            Map.entry("xutf16lebom", TextEncoding.UTF_16LE),
            Map.entry("xutf32lebom", TextEncoding.UTF_32LE),
            Map.entry("xutf32bebom", TextEncoding.UTF_32BE));

    /** Names that the platform doesn't know. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("macintosh", "x-MacRoman", "macroman", "x-MacRoman", "csmacintosh", "x-MacRoman");

    /** Encodings whose meaning of a byte depends on bytes long before it, by how their names begin. */
    private static final List<String> STATEFUL = List.of(
            "iso2022",
            "xiso2022",
            "utf7",
            "unicode11utf7",
            "xwindows5022",
            "xwindowsiso2022",
            "hz",
            "csiso2022",
            "xiscii",
            "iscii");

    private EncodingNames() {}

    static TextEncoding find(String name) {
        String letters = letters(name);
        TextEncoding unicode = UNICODE.get(letters);
        if (unicode != null) {
            return unicode;
        }
        Charset charset = charset(OTHER_NAMES.getOrDefault(letters, name.strip()));
        if (isStateful(letters) || (charset != null && isStateful(letters(charset.name())))) {
            throw refused(name, "what its bytes mean depends on bytes long before them");
        }
        if (charset == null) {
            throw new IllegalArgumentException(
                    "`" + name + "` is not a known encoding. Did you mean " + near(letters) + "?");
        }
        TextEncoding alias = UNICODE.get(letters(charset.name()));
        return alias == null ? new TextEncoding(charset, codec(name, charset)) : alias;
    }

    private static Codec codec(String name, Charset charset) {
        if (!charset.canEncode()) {
            throw refused(name, "it stands for several encodings; name the one");
        }
        for (int value = 0; value < 0x80; value++) {
            String text = Characters.decode(charset, new byte[] {(byte) value});
            if (text == null || !text.equals(String.valueOf((char) value))) {
                throw refused(name, String.format(Locale.ROOT, "its byte 0x%02X is not the one of ASCII", value));
            }
        }
        return charset.newEncoder().maxBytesPerChar() == 1 ? new SingleByteCodec(charset) : new CharsetCodec(charset);
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("Text in `" + name + "` can't be read: " + why
                + ". Convert it to UTF-8 first, for example with iconv.");
    }

    private static boolean isStateful(String letters) {
        return STATEFUL.stream().anyMatch(letters::startsWith);
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            String letters = letters(name);
            return Charset.availableCharsets().values().stream()
                    .filter(charset ->
                            names(charset).anyMatch(one -> letters(one).equals(letters)))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The three encodings whose names, or aliases, are nearest to one that is not known. */
    private static String near(String letters) {
        return Charset.availableCharsets().values().stream()
                .filter(charset -> !isStateful(letters(charset.name())))
                .sorted(Comparator.<Charset>comparingInt(charset -> distance(letters, charset))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .map(charset -> "`" + charset.name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }

    private static int distance(String letters, Charset charset) {
        return names(charset)
                .mapToInt(name -> distance(letters, letters(name)))
                .min()
                .orElseThrow();
    }

    private static Stream<String> names(Charset charset) {
        return Stream.concat(Stream.of(charset.name()), charset.aliases().stream());
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The Levenshtein distance, row by row. */
    private static int distance(String first, String second) {
        int[] row = new int[second.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[second.length()];
    }
}
