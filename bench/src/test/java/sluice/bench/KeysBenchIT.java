package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the benchmarks of keys and lanes with few rows on the distribution that the build has just made. */
class KeysBenchIT {
    private static final Path LAUNCHER = Path.of("../cli/target/sluice/bin/sluice");

    @TempDir
    private Path work;

    @Test
    void insertsAreComparedWithAndWithoutAKey() {
        assertThat(bench(KeysBench::new, "--rows", "2000"))
                .contains("index first", "key", "no key", "median of ratios");
    }

    @Test
    void upsertsAreComparedWithOneWorkerAndSeveral() {
        assertThat(bench(KeysBench::new, "--rows", "2000", "--mode", "upsert", "--workers", "3", "--latency", "2"))
                .contains("1 worker", "3 workers", "2.0 ms latency");
    }

    @Test
    void lanesLeaveTheLastRowOfEveryKeyAndNoConflict() {
        assertThat(bench(ContentionBench::new, "--rows", "3000", "--workers", "4", "--hot-keys", "10"))
                .containsPattern("write conflicts +lanes, 4 +\\[0, 0]")
                .containsPattern("not the last row +lanes, 4 +\\[0, 0]")
                .contains("naive, 4", "one worker");
    }

    private String bench(Function<PrintStream, Object> bench, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--runs", "1", "--sluice", LAUNCHER.toString(), "--work", work.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new CommandLine(bench.apply(print)).execute(all.toArray(String[]::new));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        return text;
    }
}
