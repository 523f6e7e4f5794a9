package sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.journal.OperationDirectory;
import sluice.server.Secrets;

final class LogsTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);
    private static final String URI = "mongodb://ann:Xq7Zkp%40Vw9Trs@db.example.org:27017";

    @TempDir
    private Path root;

    @Test
    void messagesAndStackTracesHoldNoSecret() throws IOException {
        Logs.start(false);
        OperationDirectory directory = OperationDirectory.create(root, Instant.now());

        try (Logs.AutoCloseableHandler handler = Logs.attach(directory, Secrets.of(URI))) {
            assertThat(handler).isNotNull();
            LOG.info("Connecting to {}", URI);
            LOG.info("The password is {}", "Xq7Zkp@Vw9Trs");
            LOG.error("Refused", new IllegalStateException("for Xq7Zkp%40Vw9Trs", new IOException("Xq7Zkp@Vw9Trs")));
        }

        assertThat(Files.readString(directory.log()))
                .contains(
                        " INFO [sluice.cli.process.LogsTest] Connecting to mongodb://ann:***@db.example.org:27017",
                        "The password is ***",
                        " SEVERE [sluice.cli.process.LogsTest] Refused",
                        "IllegalStateException: for ***",
                        "Caused by: java.io.IOException: ***",
                        "\tat sluice.cli.process.LogsTest")
                .doesNotContain("Xq7Zkp", "Vw9Trs");
    }

    @Test
    void aClosedLogGetsNothingMore() throws IOException {
        Logs.start(false);
        OperationDirectory directory = OperationDirectory.create(root, Instant.now());
        Logs.AutoCloseableHandler handler = Logs.attach(directory, Secrets.of(""));
        LOG.info("first");
        handler.close();

        LOG.info("second");

        assertThat(Files.readString(directory.log())).contains("first").doesNotContain("second");
    }

    @Test
    void reasonsForUsAreOnlyLoggedWhereAskedFor() throws IOException {
        Logs.start(false);
        OperationDirectory directory = OperationDirectory.create(root, Instant.now());

        try (Logs.AutoCloseableHandler handler = Logs.attach(directory, Secrets.of(""))) {
            assertThat(handler).isNotNull();
            LOG.debug("why");
            LOG.info("what");
        }

        assertThat(Files.readString(directory.log())).contains("what").doesNotContain("why");
    }
}
