package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A defect of ours is told from everything else, and is no riddle. */
final class CrashIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-once", "in-worker"})
    void aDefectHasItsOwnExitCode(String when) {
        Sluice.Result result = crash(when);

        assertThat(result.exitCode()).as(result.all()).isEqualTo(5);
        assertThat(result.all()).doesNotContain("\tat ");
    }

    @Test
    void memoryThatRunsOutIsNoDefect() {
        Sluice.Result result = crash("out-of-memory");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.err())
                .contains("memory ran out", "SLUICE_JAVA_OPTS=-Xmx", "--workers", "--chunk-size")
                .doesNotContain("\tat ", "defect");
    }

    @Test
    void aDefectIsSaidToBeOne() {
        Sluice.Result result = crash("at-once");

        assertThat(result.err())
                .contains("sluice: this is a defect of Sluice, not of your data: ", "the impossible happened")
                .contains("--verbose");
    }

    @Test
    void verboseShowsWhereItHappened() {
        assertThat(crash("at-once", "--verbose").err())
                .contains("IllegalStateException", "\tat sluice.cli.CrashingMain");
    }

    private Sluice.Result crash(String when, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-cp",
                Sluice.jars()
                        + File.pathSeparator
                        + Path.of("target", "test-classes").toAbsolutePath(),
                CrashingMain.class.getName(),
                when));
        arguments.addAll(List.of("load", "-", "-c", "people", "--types", "string"));
        arguments.addAll(List.of(more));
        return new Sluice(folder)
                .startCommand(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        arguments.toArray(String[]::new))
                .endOfInput()
                .result();
    }
}
