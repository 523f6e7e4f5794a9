package sluice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A short set of the fault tests, on the distribution that the build has just made. */
class FaultsIT {
    private static final Path LAUNCHER = Path.of("../cli/target/sluice/bin/sluice");

    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource({"key, standalone", "upsert, replica-set"})
    void killedLoadsEndAsUndisturbedOnes(String mode, String server) {
        run("--scenario", "kill-loader-5", "--mode", mode, "--server", server);
    }

    @Test
    void loadsGoOnWhereSignalsAndBrokenConnectionsEndedThem() {
        run("--scenario", "terminate,cut,fail-resume,two-at-once", "--server", "standalone");
    }

    @Test
    void loadsRideOutACrashOfTheServerAndErrorsThatPass() {
        run("--scenario", "kill-server,fail-91,step-down", "--server", "replica-set");
    }

    @Test
    void damagedFilesAndFullDisksLoseNothing() {
        run("--scenario", "open-quote,changed-before-resume,truncated-gzip,file-size-limit", "--server", "standalone");
    }

    private void run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of("--rows", "4000", "--seed", "1", "--sluice", LAUNCHER.toString(), "--work", work.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new CommandLine(new FaultsCommand(print)).execute(all.toArray(String[]::new));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        assertThat(text).contains("rejects").doesNotContain("BAD");
    }
}
