package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelloTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"{hello: 1}", "{isMaster: 1}", "{ismaster: 1}"})
    void helloSaysWhatTheServerTakes(String command) {
        try (Session session = new Session(directory)) {
            assertThat(session.run(command))
                    .containsEntry("ok", 1.0)
                    .containsEntry("helloOk", true)
                    .containsEntry("maxWireVersion", 8)
                    .containsEntry("maxBsonObjectSize", 16777216)
                    .containsEntry("maxMessageSizeBytes", 48000000)
                    .containsEntry("maxWriteBatchSize", 100000)
                    .doesNotContainKey("logicalSessionTimeoutMinutes");
        }
    }

    @Test
    void itListensOnLoopbackAndNamesItsDirectory() {
        try (Session session = new Session(directory)) {
            assertThat(session.server().connectionString()).matches("mongodb://127\\.0\\.0\\.1:\\d+");
            assertThat(session.server().dataDirectory()).isEqualTo(directory.toAbsolutePath());
            assertThat(session.run("{buildInfo: 1}").getString("version")).startsWith("4.2");
            assertThat(session.run("{ping: 1}")).isEqualTo(new Document("ok", 1.0));
        }
    }
}
