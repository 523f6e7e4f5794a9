package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scans, as a person runs them. */
final class ScanIT {
    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void callsAreCountedAsTheGeneratorCountedThem() {
        String generated = sluice.run("generate", "calls", "--rows", "20000", "--out", "data")
                .out();

        Sluice.Result result = sluice.run("scan", "data/calls.csv", "--calls", "--chunk-size", "10KiB");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).matches("'ao' was found \\d+ times\n(201[3-8]:\\d+\n){6}");
        result.out()
                .lines()
                .skip(1)
                .forEach(line -> assertThat(generated.replace(",", "")).containsPattern(line.replace(":", "\\D+")));
    }

    @Test
    void malformedRowsAreSaidAndChangeTheExitCode() {
        Sluice.Result result = sluice.runWithInput(
                "city,n\nOslo,1\n\"Z\" x,2\nKiel,x\n", "scan", "-", "--count-by", "city", "--sum", "n");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out())
                .contains("Read 3 rows: 2 counted, 1 malformed.")
                .contains("First malformed: standard input, line 3: ")
                .contains("--sum n: no number in 1 row, first: standard input, line 4: `x`");
    }

    @Test
    void jsonHoldsEverything() throws IOException {
        Files.writeString(folder.resolve("a1.csv"), "city,n\nOslo,0.1\n");
        Files.writeString(folder.resolve("a2.csv"), "city,n\nOslo,0.2\n");

        Sluice.Result result = sluice.run("scan", "a*.csv", "--count-by", "city", "--sum", "n", "--format", "json");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .contains(
                        "\"groups\": [{\"group\": {\"city\": \"Oslo\"}, \"rows\": 2, \"measures\": {\"sum n\": 0.3}}]");
    }

    @Test
    void aWrongExpressionIsWrongUsageAndShowsWhere() {
        Sluice.Result result = sluice.run("scan", "a.csv", "--count-by", "yeer(1)");

        assertThat(result.exitCode()).isEqualTo(64);
        assertThat(result.err())
                .startsWith("sluice: --count-by: there is no function `yeer`. Did you mean `year`?\n  yeer(1)\n  ^\n");
    }

    @Test
    void anUnknownColumnEndsTheScan() {
        Sluice.Result result = sluice.runWithInput("city\n", "scan", "-", "--count-by", "citi");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("no column `citi`", "Did you mean `city`?");
    }
}
