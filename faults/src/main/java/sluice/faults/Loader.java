package sluice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The distribution, run as a process of its own in a folder. */
final class Loader {
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);
    private static final int SHOWN = 3000;

    private final Path launcher;
    private final Path folder;
    private String javaOptions = "";

    Loader(Path launcher, Path folder) {
        this.launcher = launcher;
        this.folder = folder;
    }

    /** Gives Java these options from now on; empty: none. */
    void javaOptions(String options) {
        javaOptions = options;
    }

    /** How a process ended: 128 and the signal's number where a signal ended it. */
    record End(int exitCode, String output, Duration time) {
        /** The last line that it printed: of a load that failed, why. */
        String lastLine() {
            String text = output.strip();
            return text.substring(text.lastIndexOf('\n') + 1).strip();
        }

        /** The last of what it printed. */
        String tail() {
            return output.substring(Math.max(0, output.length() - SHOWN));
        }
    }

    /** Starts a command; what stands before is a program that runs it, with its arguments. */
    Running start(List<String> before, List<String> arguments) {
        // A job in a shell's background ignores SIGINT, and so do its children; here it is to be heard.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(before);
        command.add(launcher.toString());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            List.of("SLUICE_URI", "SLUICE_JAVA_OPTS", "TERM").forEach(builder.environment()::remove);
            if (!javaOptions.isEmpty()) {
                builder.environment().put("SLUICE_JAVA_OPTS", javaOptions);
            }
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            return new Running(process, output, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that may still run. */
    static final class Running {
        private final Process process;
        private final Path output;
        private final long start;

        private Running(Process process, Path output, long start) {
            this.process = process;
            this.output = output;
            this.start = start;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** What it has printed so far. */
        String output() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Sends a signal such as INT; one that comes too late is no mistake. */
        void signal(String name) {
            try {
                Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                kill.waitFor(SIGNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Waits so long for the end. */
        boolean endsWithin(Duration limit) {
            try {
                return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** How it ended; it has to have. */
        End end() {
            return new End(process.exitValue(), output(), Duration.ofNanos(System.nanoTime() - start));
        }

        /** Ends it, whatever state it is in. */
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
