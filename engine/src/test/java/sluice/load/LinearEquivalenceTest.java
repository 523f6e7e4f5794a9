package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.ChunkSize;
import sluice.plan.LoadSettings;
import sluice.report.LoadSummary;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.RealMongod;
import sluice.testkit.Shrinker;

/**
 * The laws of linear equivalence and conservation, for loads without duplicate keys: any number of workers, any chunk
 * and batch size leave the collections and the reject files that one worker leaves.
 */
class LinearEquivalenceTest {
    @TempDir
    Path folder;

    record Case(List<String> rows, int workers, ChunkSize chunkSize, int batchSize) {
        Case withRows(List<String> fewer) {
            return new Case(fewer, workers, chunkSize, batchSize);
        }

        LoadSettings settings(LoadSettings from) {
            return from.withWorkers(workers).withChunkSize(chunkSize).withBatchSize(batchSize);
        }
    }

    private static Case random(Gen gen) {
        List<String> rows = new ArrayList<>();
        int count = gen.between(0, 300);
        for (int i = 0; i < count; i++) {
            rows.add(gen.oneOf(
                    i + "," + gen.between(0, 9) + "\n",
                    i + "," + gen.between(0, 9) + "\r\n",
                    "\"" + i + "\n\"," + gen.string(5, "ab é\"").replace("\"", "") + "\n",
                    "\"" + i + "\"\"\"," + gen.between(0, 99) + "\n",
                    i + "\n",
                    "\n",
                    "\"" + i + "\"x,1\n",
                    i + ",1,2\n"));
        }
        return new Case(
                rows,
                gen.between(1, 6),
                gen.chance(50) ? ChunkSize.bytes(gen.between(1, 400)) : ChunkSize.records(gen.between(1, 40)),
                gen.between(1, 60));
    }

    @Test
    void anyWorkersChunksAndBatchesLeaveWhatOneWorkerLeaves() {
        Property.named("any workers, chunks and batches leave what one worker leaves")
                .cases(60)
                .check(
                        LinearEquivalenceTest::random,
                        Shrinker.list(Shrinker.<String>none()).of(Case::rows, Case::withRows),
                        this::compare);
    }

    private void compare(Case one) throws Exception {
        Path own = Files.createTempDirectory(folder, "case");
        String text = "k,n\n" + String.join("", one.rows());
        try (LoadFixture load = new LoadFixture(RealMongod.shared().connectionString(), own)) {
            load.file("rows.csv", text.getBytes(StandardCharsets.UTF_8));
            LoadSummary linear = load.load(
                    "linear: { files: rows.csv, key: k, dialect: " + LoadFixture.USUAL_FORMAT + " }",
                    s -> s.withLinear(true));
            LoadSummary parallel = load.load(
                    "parallel: { files: rows.csv, key: k, dialect: " + LoadFixture.USUAL_FORMAT + " }", one::settings);

            assertThat(linear.problems()).isEmpty();
            assertThat(parallel.problems()).isEmpty();
            assertThat(load.comparable("parallel")).isEqualTo(load.comparable("linear"));
            assertThat(rejects(load, parallel)).isEqualTo(rejects(load, linear));
            assertThat(parallel.records()).isEqualTo(linear.records());
            assertThat(parallel.inserted()).isEqualTo(linear.inserted());
        }
    }

    private static List<String> rejects(LoadFixture load, LoadSummary summary) {
        if (summary.rejected() == 0) {
            return List.of();
        }
        List<String> reasons =
                load.read(summary, "rejects/rows.reasons.jsonl").lines().toList();
        assertThat(reasons).hasSize((int) summary.rejected());
        assertThat(reasons).allSatisfy(line -> assertThat(Document.parse(line)).containsKeys("line", "offset", "code"));
        List<String> all = new ArrayList<>(reasons);
        all.add(load.read(summary, "rejects/rows.csv"));
        return all;
    }
}
