package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KilledParentTest {
    /** A JVM that starts a server, says where, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws IOException {
            RealMongod server = RealMongod.shared();
            System.out.println("pid=" + server.pid());
            System.out.println("folder=" + Folders.parentOf(server.dbPath()));
            System.out.flush();
            int ignored = System.in.read();
            System.exit(ignored);
        }
    }

    @Test
    void killedJvmLeavesNoServerAndNoData() throws IOException {
        Process parent = startParent();
        long pid;
        Path folder;
        try (BufferedReader out = parent.inputReader(StandardCharsets.UTF_8)) {
            pid = Long.parseLong(value(out, "pid="));
            folder = Path.of(value(out, "folder="));
            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(folder).exists();
        } finally {
            parent.destroyForcibly();
        }

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThat(Files.exists(folder)).isFalse();
        });
    }

    private static Process startParent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String value(BufferedReader out, String name) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(name)) {
            line = out.readLine();
        }
        return line == null ? "" : line.substring(name.length());
    }
}
