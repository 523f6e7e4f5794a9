package sluice.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a killed process leaves. */
@Timeout(120)
class CrashTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1, 64000000", "40, 64000000", "200, 64000000", "60, 1000", "131, 1000", "60, 300000", "250, 1000000"})
    void afterAKillEveryAcknowledgedBatchIsThereAndWhole(int batches, int checkpointBytes) throws Exception {
        int acknowledged = killAfter(batches, checkpointBytes);

        try (Session session = new Session(directory)) {
            MongoCollection<Document> collection = session.collection("customers");
            long count = collection.countDocuments();
            assertThat(acknowledged).isGreaterThanOrEqualTo(batches);
            assertThat(count % CrashingLoader.BATCH).isZero();
            assertThat(count / CrashingLoader.BATCH).isBetween((long) acknowledged, acknowledged + 1L);
            List<Document> found = collection.find().into(new ArrayList<>());
            assertThat(found)
                    .extracting(each -> each.getInteger("limit"))
                    .doesNotHaveDuplicates()
                    .hasSize((int) count);
            for (int row = 0; row < acknowledged * CrashingLoader.BATCH; row += 97) {
                assertThat(collection.find(eq("_id", Samples.id(row))).first()).isNotNull();
                assertThat(collection
                                .find(eq("user_id", CrashingLoader.key(row)))
                                .first())
                        .containsEntry("limit", row);
            }
            assertThat(collection.listIndexes()).hasSize(2);
            assertThatThrownBy(() -> collection.insertOne(new Document("user_id", CrashingLoader.key(3))))
                    .hasMessageContaining("user_id_1");
        }
    }

    @Test
    void aDirectoryThatWasKilledTwiceInARowKeepsBothParts() throws Exception {
        int first = killAfter(5, 1000);
        int second = killAfter(first + 5, 1000);

        try (Session session = new Session(directory)) {
            assertThat(session.collection("customers").countDocuments())
                    .isGreaterThanOrEqualTo((long) second * CrashingLoader.BATCH);
        }
    }

    @Test
    void anotherProcessFindsTheDirectoryInUseAndHarmsNothing() throws Exception {
        Process child = start(Store.CHECKPOINT_BYTES);
        try (BufferedReader out = output(child)) {
            awaitBatches(out, 2);
            assertThatThrownBy(() -> EmbeddedServer.open(directory))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + child.pid())
                    .hasMessageContaining("--data-dir")
                    .hasMessageContaining("--uri");
            awaitBatches(out, 4);
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (Session session = new Session(directory)) {
            assertThat(session.collection("customers").countDocuments())
                    .isGreaterThanOrEqualTo(4L * CrashingLoader.BATCH);
        }
    }

    @Test
    void aTornEndOfTheLogIsDroppedAndDamageBeforeItIsRefused() throws Exception {
        killAfter(3, Store.CHECKPOINT_BYTES);
        Path log;
        try (var files = Files.list(directory)) {
            log = files.filter(file -> file.getFileName().toString().startsWith("redo-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(log);
        byte[] damaged = whole.clone();
        damaged[RedoFrames.FILE_HEADER + 200] ^= 1;
        Files.write(log, damaged);
        assertThatThrownBy(() -> EmbeddedServer.open(directory))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("has changed since it was written, at byte");

        Files.write(log, Arrays.copyOf(whole, whole.length - 5));
        try (Session session = new Session(directory)) {
            assertThat(session.collection("customers").countDocuments() % CrashingLoader.BATCH)
                    .isZero();
        }
    }

    /** Returns how many batches the child had acknowledged when it was killed. */
    private int killAfter(int batches, int checkpointBytes) throws IOException, InterruptedException {
        Process child = start(checkpointBytes);
        try (BufferedReader out = output(child)) {
            awaitBatches(out, batches);
            child.destroyForcibly();
            int last = batches;
            String line;
            while ((line = lineBeforeTheEnd(out)) != null) {
                last = Integer.parseInt(line);
            }
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return last;
        } finally {
            child.destroyForcibly();
        }
    }

    private static @Nullable String lineBeforeTheEnd(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException streamEndedWithTheProcess) {
            return null;
        }
    }

    private Process start(int checkpointBytes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingLoader.class.getName(),
                        directory.toString(),
                        Integer.toString(checkpointBytes))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader output(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void awaitBatches(BufferedReader out, int batches) throws IOException {
        String line;
        do {
            line = out.readLine();
            assertThat(line).as("the child's output").isNotNull();
        } while (Integer.parseInt(line) < batches);
    }
}
