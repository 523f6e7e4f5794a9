package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import sluice.testkit.Folders;

/**
 * The built distribution, run as a person runs it: as a process of its own, in a folder of the test's. Standard input is
 * closed unless a test writes to it. As an extension of JUnit it has a folder for one test.
 */
final class Sluice implements AfterEachCallback {
    private static final Path DISTRIBUTION = Path.of("target", "sluice").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** A process that works in this folder. */
    Sluice(Path folder) {
        this.folder = folder;
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** A process that works in a temporary folder, deleted after the test. */
    static Sluice inOwnFolder() {
        return new Sluice(Folders.temporary("sluice-cli"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Folders.delete(folder);
    }

    /** Where it works. */
    Path folder() {
        return folder;
    }

    /** What a command did. */
    record Result(int exitCode, String out, String err) {

        /** What a person sees. */
        String all() {
            return out + err;
        }
    }

    /** Sets a variable for all runs from now on. */
    Sluice with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Where the distribution keeps its examples. */
    static Path examples() {
        return DISTRIBUTION.resolve("examples");
    }

    /** The jars of the distribution, as a class path. */
    static String jars() {
        return DISTRIBUTION.resolve("lib") + "/*";
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        return start(arguments).endOfInput().result();
    }

    /** Runs a command to its end with this text as standard input. */
    Result runWithInput(String text, String... arguments) {
        return start(arguments).type(text).endOfInput().result();
    }

    /** Starts a command. */
    Running start(String... arguments) {
        return startCommand(DISTRIBUTION.resolve("bin").resolve("sluice").toString(), arguments);
    }

    /** Where the program is. */
    String program() {
        return DISTRIBUTION.resolve("bin").resolve("sluice").toString();
    }

    /** Starts a command on a terminal of its own. */
    Pty onTerminal(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(DISTRIBUTION.resolve("bin").resolve("sluice").toString()));
        command.addAll(List.of(arguments));
        return Pty.start(command, folder, environment);
    }

    /** Runs the program of another name that the distribution has. */
    Result runHpnorton(String... arguments) {
        return startCommand(DISTRIBUTION.resolve("hpnorton").toString(), arguments)
                .endOfInput()
                .result();
    }

    /** Starts something else in the same surroundings. */
    Running startCommand(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("sluice", ".out");
            Path err = Files.createTempFile("sluice", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            for (String variable : List.of("SLUICE_URI", "SLUICE_JAVA_OPTS", "NO_COLOR", "TERM")) {
                builder.environment().remove(variable);
            }
            builder.environment().putAll(environment);
            return new Running(String.join(" ", command), builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the only operation. */
    Path operation() {
        List<Path> operations = operations();
        assertThat(operations).hasSize(1);
        return operations.get(0);
    }

    /** The folders of all operations, the oldest first where they started in different seconds. */
    List<Path> operations() {
        Path all = folder.resolve("sluice-operations");
        if (!Files.exists(all)) {
            return List.of();
        }
        try (var operations = Files.list(all)) {
            return operations.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that may still run. */
    static final class Running {
        private final String command;
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(String command, Process process, Path out, Path err) {
            this.command = command;
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** Writes to its standard input. A command that has ended meanwhile doesn't listen, which is no error here. */
        Running type(String text) {
            try {
                process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                assertThat(process.onExit()).succeedsWithin(LIMIT);
            }
            return this;
        }

        /** Closes its standard input. */
        Running endOfInput() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                assertThat(process.onExit()).succeedsWithin(LIMIT);
            }
            return this;
        }

        /** Waits until standard output holds this text. */
        Running awaitOut(String text) {
            Awaitility.await(text)
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !process.isAlive() || Files.readString(out).contains(text));
            assertThat(read(out)).as(this::describe).contains(text);
            return this;
        }

        /** Waits until standard error holds this text. */
        Running awaitErr(String text) {
            Awaitility.await(text)
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !process.isAlive() || Files.readString(err).contains(text));
            assertThat(read(err)).as(this::describe).contains(text);
            return this;
        }

        /** Sends a signal, such as INT. */
        Running signal(String name) {
            try {
                Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
                assertThat(kill.waitFor()).isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return this;
        }

        long pid() {
            return process.pid();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Waits for the end. */
        Result result() {
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("still running after " + LIMIT.toSeconds() + " s: " + describe());
                }
                Result result = new Result(process.exitValue(), read(out), read(err));
                Files.delete(out);
                Files.delete(err);
                return result;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private String describe() {
            return command + "\nstandard output:\n" + read(out) + "\nstandard error:\n" + read(err);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
