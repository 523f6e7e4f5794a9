package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Secrets of tests, and the search for any part of them in whatever form. */
final class Hidden {
    /** A password each of whose parts can be told from anything else, in whatever way the whole is written. */
    static final String PASSWORD = "Xq7Zkp@Vw9Trs:Hj3Mnb/Lf5Gdc%41";
    /** Shorter than what is taken out of any text. */
    static final String SHORT = "~|^";

    /** Another short one, of two characters. */
    static final String SHORT_WIDE = "\u00a7\u00b6";

    static final String TOKEN = "Tk8Snv+Bw4Rdf==";

    private static final List<String> PARTS = List.of(
            "Xq7Zkp",
            "Vw9Trs",
            "Hj3Mnb",
            "Lf5Gdc",
            SHORT,
            encoded(SHORT),
            SHORT_WIDE,
            encoded(SHORT_WIDE),
            "Tk8Snv",
            "Bw4Rdf");

    private Hidden() {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static void assertIn(String text) {
        assertThat(text).doesNotContain(PARTS);
    }

    /** Searches names and bytes of all files in a folder, but for those of this name. */
    static void assertInFolder(Path folder, String but) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                assertIn(file.toString());
                if (Files.isRegularFile(file) && !file.getFileName().toString().equals(but)) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(PARTS.stream()
                                    .map(part -> new String(
                                            part.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                                    .toList());
                }
            }
        }
    }
}
