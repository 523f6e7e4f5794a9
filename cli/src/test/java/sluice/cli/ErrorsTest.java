package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.process.CommandSecrets;
import sluice.plan.PlanException;
import sluice.plan.PlanProblem;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.workers.StoppedException;

final class ErrorsTest {
    private final StringWriter shown = new StringWriter();
    private final CommandLine command = Subcommands.all(new Main()).setErr(new PrintWriter(shown));

    @AfterEach
    void forgetTheConnectionString() {
        CommandSecrets.begin();
    }

    static List<Exception> failuresThatTheUserCanMend() {
        return List.of(
                new PlanException("plan.yaml", List.of(new PlanProblem(3, "key", "no column"))),
                new SourceException("a.csv: no such file."),
                new ServerException("No server answers."),
                new UncheckedIOException("disk full", new IOException("No space left on device")));
    }

    @ParameterizedTest
    @MethodSource("failuresThatTheUserCanMend")
    void whatTheUserCanMendIsSaidWithoutAStackTrace(Exception failure) {
        int status = failed(failure, false);

        assertThat(status).isEqualTo(3);
        assertThat(shown.toString().strip()).isEqualTo("sluice: " + failure.getMessage());
    }

    @Test
    void aLoadStoppedBeforeItBeganWasInterrupted() {
        assertThat(failed(new StoppedException("Stopped before anything was changed."), false))
                .isEqualTo(4);
    }

    @Test
    void everyLineOfAMessageSaysWhoseItIs() {
        PlanException failure = new PlanException(
                "plan.yaml", List.of(new PlanProblem(3, "key", "no column"), new PlanProblem(5, "", "unknown")));

        failed(failure, false);

        assertThat(shown.toString().lines())
                .containsExactly("sluice: plan.yaml:3: key: no column", "sluice: plan.yaml:5: unknown");
    }

    @Test
    void anythingElseIsADefectOfOurs() {
        int status = failed(new IllegalStateException("impossible"), false);

        assertThat(status).isEqualTo(5);
        assertThat(shown.toString())
                .contains("this is a defect of Sluice", "java.lang.IllegalStateException: impossible", "--verbose")
                .doesNotContain("\tat ");
    }

    @Test
    void verboseShowsWhere() {
        failed(new IllegalStateException("impossible"), true);

        assertThat(shown.toString()).contains("\tat sluice.cli.ErrorsTest");
    }

    @Test
    void noSecretIsShown() {
        new ServerOptionsMixin().setUri("mongodb://ann:Xq7Zkp%40Vw9Trs@db.example.org");

        failed(new IllegalStateException("for Xq7Zkp@Vw9Trs, encoded Xq7Zkp%40Vw9Trs"), true);

        assertThat(shown.toString()).contains("for ***, encoded ***").doesNotContain("Xq7Zkp", "Vw9Trs");
    }

    private int failed(Exception failure, boolean verbose) {
        return new Errors(verbose).handleExecutionException(failure, command, command.parseArgs("help"));
    }
}
