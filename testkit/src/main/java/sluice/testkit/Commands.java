package sluice.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end. */
final class Commands {
    private static final int SHOWN = 2000;

    private Commands() {}

    /** Runs the command; an exit status other than 0 is an exception that holds the end of what it printed. */
    static void run(List<String> command, Duration limit) throws IOException {
        Path output = Files.createTempFile("sluice-command", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!waitFor(process, limit)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " took longer than " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command.get(0) + " ended with " + process.exitValue() + ": " + tail(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Whether the process ended within the limit. An interrupt kills it. */
    static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }

    private static String tail(Path output) throws IOException {
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
        return text.substring(Math.max(0, text.length() - SHOWN));
    }
}
