package sluice.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that cannot outlive this JVM, however the JVM ends.
 *
 * <p>A shell stands between the two. Its standard input is a pipe from the JVM; at the end of that pipe, which even a
 * killed JVM brings about, it kills the process and deletes the process's folder.
 */
final class GuardedProcess {
    /** $1 is the output file, $2 the folder to delete when the JVM is gone, the rest is the command. */
    private static final String GUARD = """
            output=$1; folder=$2; shift 2
            exec 3<&0
            "$@" </dev/null 3<&- >>"$output" 2>&1 &
            child=$!
            {
              cat <&3
              trap '' TERM
              kill -9 $child
              while kill -0 $child; do sleep 0.1; done
              rm -rf "$folder"
            } >/dev/null 2>&1 &
            guard=$!
            exec 3<&-
            echo $child
            wait $child
            status=$?
            kill $guard
            exit $status
            """;

    private static final Duration DEATH = Duration.ofSeconds(30);

    private final Process shell;
    private final long pid;

    private GuardedProcess(Process shell, long pid) {
        this.shell = shell;
        this.pid = pid;
    }

    /** Starts the command; what it prints is appended to the output file. */
    static GuardedProcess start(List<String> command, Path output, Path folder) {
        List<String> guarded =
                new ArrayList<>(List.of("sh", "-c", GUARD, "guard", output.toString(), folder.toString()));
        guarded.addAll(command);
        try {
            Process shell = new ProcessBuilder(guarded)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new GuardedProcess(shell, firstLine(shell));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long firstLine(Process shell) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the shell that guards a process ended at once");
        }
        return Long.parseLong(line);
    }

    long pid() {
        return pid;
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** The exit status of a process that has ended. */
    int exitStatus() {
        return shell.exitValue();
    }

    /** Sends SIGKILL and waits for the end. */
    void kill() {
        if (!shell.isAlive()) {
            return;
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        if (!Commands.waitFor(shell, DEATH)) {
            throw new IllegalStateException("process " + pid + " cannot be killed");
        }
    }
}
