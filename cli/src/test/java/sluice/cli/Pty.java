package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A command on a pseudo-terminal, typed at as a person does. */
final class Pty implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PtyProcess process;
    /** Written by the reader's thread, under the monitor. */
    private final StringBuilder shown = new StringBuilder();
    /** What was shown by then has been waited for. */
    private int seen;

    private Pty(PtyProcess process) {
        this.process = process;
        Thread reader = new Thread(this::read, "pty");
        reader.setDaemon(true);
        reader.start();
    }

    static Pty start(List<String> command, Path folder, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(System.getenv());
        List.of("SLUICE_URI", "SLUICE_JAVA_OPTS", "NO_COLOR").forEach(all::remove);
        all.putAll(environment);
        all.put("TERM", "xterm");
        try {
            return new Pty(new PtyProcessBuilder(command.toArray(String[]::new))
                    .setDirectory(folder.toString())
                    .setEnvironment(all)
                    .setInitialColumns(150)
                    .setInitialRows(50)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        char[] buffer = new char[4096];
        try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                append(buffer, n);
            }
        } catch (IOException e) {
            // A terminal whose program has ended.
        }
    }

    private synchronized void append(char[] buffer, int n) {
        shown.append(buffer, 0, n);
    }

    private synchronized int find(String text) {
        return shown.indexOf(text, seen);
    }

    /** Waits until the text is shown after what was waited for before. */
    Pty await(String text) {
        Awaitility.await(text)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .conditionEvaluationListener(null)
                .untilAsserted(() -> assertThat(shown.indexOf(text, seen))
                        .as(() -> text + " in " + plain())
                        .isNotNegative());
        advance(text);
        return this;
    }

    private synchronized void advance(String text) {
        seen = find(text) + text.length();
    }

    /** Types keys as they are. */
    Pty type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line. */
    Pty enter(String line) {
        return type(line + "\r");
    }

    /** What was shown, without what moves the cursor and colours. */
    synchronized String plain() {
        return shown.toString().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]", "");
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(this::plain)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
