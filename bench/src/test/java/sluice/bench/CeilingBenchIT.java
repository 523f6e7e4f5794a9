package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the benchmark with few rows on the distribution that the build has just made. */
class CeilingBenchIT {
    private static final Path LAUNCHER = Path.of("../cli/target/sluice/bin/sluice");

    @TempDir
    private Path work;

    @Test
    void sluiceLeavesTheReplayersDocuments() {
        String out = bench("--rows", "3000");

        assertThat(out).contains("3,000 rows", "standalone", "ceiling", "sluice", "median of ratios");
    }

    @Test
    void sluiceLeavesTheUniqueIndexToo() {
        String out = bench("--rows", "3000", "--key", "--replica-set");

        assertThat(out).contains("unique user_id", "replica set of one");
    }

    @Test
    void linearComparesSluiceWithItself() {
        String out = bench("--rows", "3000", "--linear");

        assertThat(out).contains("sluice --parallel", "sluice --linear", "mongoimport");
    }

    @Test
    void ownFileNeedsNoGenerator() throws Exception {
        String file = SampleCustomers.write(work, 700).toString();

        String out = bench("--csv", file, "--ceiling-only", "--connections", "1,2", "--messages", "250,500");

        assertThat(out).contains("700 rows", "ceiling 1x250", "ceiling 2x500");
    }

    private String bench(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs", "1", "--sluice", LAUNCHER.toString(), "--work", work.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new CommandLine(new CeilingBench(print)).execute(all.toArray(String[]::new));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        return text;
    }
}
