package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person types without knowing, or wrongly. */
final class UsageIT {

    @TempDir
    private Path folder;

    /** A command line and what its answer says. */
    record Wrong(List<String> arguments, String... words) {
        static Wrong of(String arguments, String... words) {
            return new Wrong(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")), words);
        }

        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }

    static List<Wrong> wrongCommandLines() {
        return List.of(
                Wrong.of("", "Missing required subcommand", "See sluice --help"),
                Wrong.of("lod", "'lod'", "sluice load"),
                Wrong.of("load", "PLAN|FILE", "See sluice load --help"),
                Wrong.of("load --worker 3 a.csv", "Unknown option: '--worker'", "--workers"),
                Wrong.of("load plan.yaml a.csv", "a plan stands alone: name either one plan or files"),
                Wrong.of("load plan.yaml --key id", "--key can't change a plan; say it in the plan"),
                Wrong.of("load a.csv --linear --parallel", "--linear", "--parallel", "mutually exclusive"),
                Wrong.of("load a.csv --workers abc", "'abc' is no number of workers", "0.5C"),
                Wrong.of("load a.csv --workers 0", "'0' is no number of workers"),
                Wrong.of("load a.csv --chunk-size 9XB", "'9XB' is no chunk size"),
                Wrong.of("load a.csv --batch-size 0", "'0' is no batch size"),
                Wrong.of("load a.csv --max-errors 101%", "'101%' is no error limit"),
                Wrong.of("load a.csv --types strng", "--types is string or infer, not strng"),
                Wrong.of("load a.csv --type id=doubl", "`doubl` is no type.", "Did you mean `double`?"),
                Wrong.of("load a.csv --quote ab", "quote must be one character"),
                Wrong.of("load a.csv --db a/b", "`a/b`: a database's name"),
                Wrong.of("doc get store customers 1 --db a/b", "`a/b`: a database's name"),
                Wrong.of("load a.csv --server-timeout soon", "--server-timeout", "soon"),
                Wrong.of("load -", "standard input needs a --collection"),
                Wrong.of("load *.csv", "the pattern *.csv needs a --collection"),
                Wrong.of("load a.csv --uri", "Missing required parameter", "--uri"),
                Wrong.of("generate", "NAME", "See sluice generate --help"),
                Wrong.of("generate hpnortn --out x", "there is no data set 'hpnortn', only hpnorton"));
    }

    @ParameterizedTest
    @MethodSource("wrongCommandLines")
    void wrongUsageIsSaidShortlyAndChangesNothing(Wrong wrong) {
        Sluice.Result result = new Sluice(folder).run(wrong.arguments().toArray(String[]::new));

        assertThat(result.exitCode()).as(result.all()).isEqualTo(64);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("sluice: ").contains(wrong.words()).doesNotContain("\tat ");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(4);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("questionsForHelp")
    void helpNamesTheExitCodes(List<String> arguments) {
        Sluice.Result result = new Sluice(folder).run(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("Usage: sluice", "Exit codes:")
                .contains("64   wrong usage", "3    could not start, or could not go on", "4    interrupted")
                .doesNotContain("\u001b");
    }

    static List<List<String>> questionsForHelp() {
        return List.of(
                List.of("--help"),
                List.of("-h"),
                List.of("help"),
                List.of("load", "--help"),
                List.of("help", "load"),
                List.of("generate", "--help"),
                List.of("help", "generate"));
    }

    @Test
    void nothingOnACommandLineIsReadAsAFileOfArguments() throws IOException {
        Sluice sluice = new Sluice(folder);
        Files.writeString(folder.resolve("id"), "--drop\n");
        Files.writeString(folder.resolve("home.csv"), "--drop\n");
        Files.writeString(folder.resolve("log.csv"), "@id,n\n1,a\n2,b\n");
        Files.writeString(folder.resolve("@home.csv"), "id,n\n1,a\n");
        assertThat(sluice.run("load", "log.csv", "--key", "@id").exitCode()).isZero();
        Sluice.Result again = sluice.run("load", "log.csv", "--key", "@id");
        assertThat(again.exitCode())
                .as("nothing was dropped: both keys are taken")
                .isEqualTo(1);
        assertThat(sluice.run("load", "@home.csv", "-c", "home").out()).contains("Loaded: 1 of 1 records");
        assertThat(sluice.runWithInput("A\n@home.csv\n\n\nQ\n", "menu", "@plan.yaml")
                        .err())
                .contains("@plan.yaml");
        assertThat(sluice.run("scan", "@home.csv").out()).contains("Read 1 row");
        assertThat(sluice.run("@id").err()).contains("'@id'");
    }

    @Test
    void theVersionIsThatOfThePackage() {
        Sluice.Result result = new Sluice(folder).run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .matches("sluice \\d+\\.\\d+\\.\\d+\\S*\nJava "
                        + Runtime.version().feature() + ".*\n");
    }
}
