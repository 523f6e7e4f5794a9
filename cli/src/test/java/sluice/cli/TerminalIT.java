package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.cli.process.TextOut;

/** No command passes on what would command a terminal, whatever name it stands in. */
class TerminalIT {
    /** An escape sequence, a bell, a carriage return, marks that turn the direction of writing, and the one-byte form of an escape. */
    private static final String EVIL = "\u001b[31mE\u0007\r\u202e\u2066\u061c\u009bX";

    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    /** The same in YAML. */
    private static final String IN_YAML = "\\e[31mE\\a\\r\\u202e\\u2066\\u061c\\x9bX";

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void noNameReachesTheTerminalAsItIs() throws IOException {
        sluice.with("LC_ALL", "C.UTF-8");
        Files.writeString(
                folder.resolve(EVIL + ".csv"),
                "id,\"" + EVIL + MARKUP + "\"\n1,a\n2,\"x" + EVIL + MARKUP + "\"\n2,b\n3\n");
        Files.writeString(folder.resolve(EVIL + ".yaml"), """
                database: "E"
                collections:
                  "E":
                    files: "E.csv"
                    label: "lE"
                    key: id
                    types: string
                    dialect: { delimiter: ",", quote: '"', encoding: utf-8 }
                queries:
                  "qE":
                    help: "hE"
                    collection: "E"
                    parameters: { "pE": { type: string, help: "phE", default: "dE" } }
                    filter: { id: { $ne: { $parameter: "pE" } } }
                """.replace("E\"", IN_YAML + "\"")
                .replace("E.csv", IN_YAML + ".csv"));
        Files.writeString(
                folder.resolve("broken.yaml"),
                "database: \"E\"\ncollections: { \"E\": { filesE: 1 } }\n"
                        .replace("E\"", IN_YAML + "\"")
                        .replace("filesE", "\"files" + IN_YAML + "\""));
        String plan = EVIL + ".yaml";
        String csv = EVIL + ".csv";
        List<List<String>> commands = List.of(
                List.of("load", plan),
                List.of("load", plan, "--verbose", "--quiet"),
                List.of("load", plan, "--dry-run"),
                List.of("load", csv, "-d", EVIL, "-c", EVIL, "--encoding", "utf-8", "--key", "no" + EVIL),
                List.of("load", csv, "-c", "x$" + EVIL),
                List.of("load", csv, "-d", "x.y" + EVIL, "-c", "c"),
                List.of("load", "no" + EVIL + ".csv", "-c", "c"),
                List.of("load", "broken.yaml"),
                List.of("load", "--no" + EVIL),
                List.of("load", csv, "--uri", "mongodb://" + EVIL),
                List.of("load", "--rejects", EVIL),
                List.of("verify", plan),
                List.of("verify", plan, "--json"),
                List.of("verify", "last"),
                List.of("operations"),
                List.of("resume", "last"),
                List.of("resume", EVIL),
                List.of("query", plan),
                List.of("query", plan, "no" + EVIL),
                List.of("query", plan, "q" + EVIL, "--format", "table"),
                List.of("query", plan, "q" + EVIL, "--format", "json"),
                List.of("query", plan, "q" + EVIL, "--format", "jsonl"),
                List.of("query", plan, "q" + EVIL, "no" + EVIL + "=1"),
                List.of("doc", "get", plan, EVIL, "no" + EVIL),
                List.of("doc", "get", plan, EVIL, "2"),
                List.of("doc", "get", plan, "no" + EVIL, "2"),
                List.of("doc", "add", plan, EVIL, "id=" + EVIL),
                List.of("doc", "add", plan, EVIL, "no" + EVIL + "=x"),
                List.of("doc", "set", plan, EVIL, EVIL, EVIL + "=x"),
                List.of("doc", "delete", plan, EVIL, EVIL),
                List.of("menu", plan),
                List.of("scan", csv, "--encoding", "utf-8"),
                List.of("scan", csv, "--encoding", "utf-8", "--count-by", "no" + EVIL),
                List.of("inspect", csv),
                List.of("inspect", csv, "--json"),
                List.of("convert", csv, "out" + EVIL + ".csv", "--encoding", "utf-8"),
                List.of("convert", csv, "out" + EVIL + ".csv", "--encoding", "utf-8"),
                List.of("generate", "hpnorton", "--rows", "3", "--out", EVIL),
                List.of("hpnorton", "--linear", csv),
                List.of("plan", "show", EVIL),
                List.of("compare", plan, "--runs", "1", "--drop"),
                List.of(
                        "tune",
                        plan,
                        "--worker-counts",
                        "1",
                        "--chunk-sizes",
                        "1MiB",
                        "--runs",
                        "1",
                        "--out",
                        EVIL + ".html"),
                List.of("undo", "last"),
                List.of(EVIL));
        List<String> codes = new ArrayList<>();
        for (List<String> command : commands) {
            List<String> arguments = new ArrayList<>(command);
            if (Stream.of("load", "verify", "query", "doc", "menu", "compare", "tune", "undo", "resume")
                    .anyMatch(command.get(0)::equals)) {
                arguments.addAll(List.of("--data-dir", "data" + EVIL));
            }
            Sluice.Result result = sluice.runWithInput(
                    "A\n\n\n\nB\n9" + EVIL + "\n\nD\n9\n?\n" + EVIL + "\nQ\n", arguments.toArray(String[]::new));
            assertShown(result.out(), command.toString());
            assertShown(result.err(), command.toString());
            assertThat(result.exitCode()).as("%s: %s", command, result.all()).isNotEqualTo(5);
            codes.add(command.get(0) + result.exitCode());
        }
        assertThat(codes)
                .as("names are no hindrance")
                .startsWith("load1")
                .contains("verify0", "query0", "doc0", "undo0");
        try (Stream<Path> files = Files.walk(folder.resolve("sluice-operations"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.endsWith("operation.log")) {
                    assertShown(Files.readString(file), file.toString());
                }
                if (file.endsWith("report.html")) {
                    assertThat(Files.readString(file)).doesNotContain(MARKUP);
                }
            }
        }
    }

    private static void assertShown(String text, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean shown = c == '\n' || c == '\t' || TextOut.picture(c) == c;
            assertThat(shown)
                    .as("%s shows U+%04X: %s", where, (int) c, text.substring(Math.max(0, i - 40), i))
                    .isTrue();
        }
    }
}
