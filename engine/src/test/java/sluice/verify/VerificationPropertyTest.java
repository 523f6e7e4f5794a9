package sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.ChunkSize;
import sluice.load.LoadFixture;
import sluice.plan.Plan;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.RealMongod;
import sluice.testkit.Shrinker;
import sluice.workers.StopSignal;

/**
 * What was loaded is equal; what is changed in the collection afterwards is found, all of it and nothing else, for any
 * number of workers, size of chunks and however little memory.
 */
class VerificationPropertyTest {
    private static final List<String> SHAPES = List.of(
            "mode: insert",
            "mode: insert, key: k",
            "mode: insert, key: [k, t]",
            "mode: insert, id: k",
            "mode: insert, key: k, indexes: [ { keys: { t: 1 }, unique: true } ]",
            "mode: upsert, key: k",
            "mode: upsert, id: k",
            "mode: merge, key: k",
            "mode: merge, id: k",
            "mode: merge, key: k, blank: omit");

    /** Of more rows, the least memory makes thousands of rounds, all of the same kind. */
    private static final int MANY = 12;

    private static final long LESS_THAN_A_DOCUMENT = 32;

    @TempDir
    Path folder;

    /** What is done to the collection: which documents, by their number in order of {@code _id}, and how. */
    record Damage(int document, String kind) {}

    record Case(
            String shape, List<String> rows, List<Damage> damages, int workers, int chunkRows, int bits, long memory) {
        Case withRows(List<String> fewer) {
            return new Case(shape, fewer, damages, workers, chunkRows, bits, memory);
        }
    }

    private static Case random(Gen gen) {
        List<String> rows = new ArrayList<>();
        int count = gen.between(1, 120);
        for (int i = 0; i < count; i++) {
            rows.add(gen.between(0, 60) + "," + gen.oneOf("", "x", "y" + gen.between(0, 40)) + ","
                    + gen.oneOf("", "7", "x", "" + gen.anyInt()) + "," + gen.oneOf("1;2", "", "3") + "\n");
        }
        List<Damage> damages = new ArrayList<>();
        int changes = gen.between(0, 6);
        for (int i = 0; i < changes; i++) {
            damages.add(new Damage(
                    gen.between(0, 200), gen.oneOf("delete", "add", "value", "type", "unset", "nested", "swap")));
        }
        return new Case(
                gen.oneOf(SHAPES),
                rows,
                damages,
                gen.between(1, 5),
                gen.between(1, 40),
                gen.between(0, 8),
                gen.oneOf(count <= MANY ? 1L : LESS_THAN_A_DOCUMENT, 500L, 5_000L, 1_000_000L));
    }

    @Test
    void whatWasChangedIsFoundAndNothingElse() {
        Property.named("what was changed is found and nothing else")
                .cases(50)
                .check(
                        VerificationPropertyTest::random,
                        Shrinker.list(Shrinker.<String>none()).of(Case::rows, Case::withRows),
                        this::check);
    }

    private void check(Case one) throws Exception {
        Path own = Files.createTempDirectory(folder, "case");
        try (LoadFixture load = new LoadFixture(RealMongod.shared().connectionString(), own)) {
            int half = one.rows().size() / 2;
            load.file("a.csv", "k,t,n,l\n" + String.join("", one.rows().subList(0, half)));
            load.file(
                    "b.csv",
                    "k,t,n,l\n"
                            + String.join(
                                    "", one.rows().subList(half, one.rows().size())));
            String text = "c: { files: [a.csv, b.csv], " + one.shape()
                    + ", columns: { k: { type: int }, t: { type: string }, n: { type: int, name: in.n },"
                    + " l: { type: int, split: ';' } } }";
            load.load(text);
            VerifyReport equal = verify(load, text, one);
            assertThat(equal.differences()).isEmpty();
            assertThat(equal.equal()).isTrue();

            Map<Object, Document> before = byId(load);
            one.damages().forEach(damage -> damage(load, damage, one.shape()));
            Map<Object, Document> after = byId(load);

            VerifyReport report = verify(load, text, one);
            Map<String, String> computed = computed(before, after, one);
            assertThat(found(report)).isEqualTo(computed);
            assertThat(report.equal()).isEqualTo(computed.isEmpty());
            assertThat(report.differing()).isEqualTo(report.differences().size());
        }
    }

    private static VerifyReport verify(LoadFixture load, String text, Case one) {
        Plan plan = load.plan(text);
        plan = plan.withSettings(
                plan.settings().withWorkers(one.workers()).withChunkSize(ChunkSize.records(one.chunkRows())));
        VerifyOptions options =
                VerifyOptions.of(plan).within(one.bits(), one.memory()).telling(10_000, null);
        return new Verification(options, load.server(), progress -> {}, new StopSignal()).run();
    }

    private static Map<Object, Document> byId(LoadFixture load) {
        Map<Object, Document> documents = new HashMap<>();
        load.documents("c").forEach(document -> documents.put(document.get("_id"), document));
        return documents;
    }

    private static void damage(LoadFixture load, Damage damage, String shape) {
        MongoCollection<Document> collection = load.testDatabase().database().getCollection("c");
        List<Document> all = load.documents("c").stream()
                .sorted((a, b) -> String.valueOf(a.get("_id")).compareTo(String.valueOf(b.get("_id"))))
                .collect(Collectors.toList());
        if (damage.kind().equals("add") || all.isEmpty()) {
            int key = 1000 + damage.document() + all.size() * 300;
            Object id = shape.contains("id: k") ? (Object) key : new ObjectId();
            collection.insertOne(new Document("_id", id).append("k", key).append("t", "added" + key));
            return;
        }
        Document one = all.get(damage.document() % all.size());
        Document other = all.get((damage.document() + 1) % all.size());
        Object id = Objects.requireNonNull(one.get("_id"));
        switch (damage.kind()) {
            case "delete" -> collection.deleteOne(Filters.eq("_id", id));
            case "value" -> set(collection, id, "in.n", 5_000_000_000L);
            case "type" -> set(collection, id, "in.n", 7.0);
            // A field that the files give to no record of some keys where blank cells are left out.
            case "unset" -> collection.updateOne(Filters.eq("_id", id), new Document("$unset", new Document("in", "")));
            case "nested" -> set(collection, id, "in.n", new Document("a", List.of(1)));
            default -> {
                Object first = n(one);
                Object second = n(other);
                set(collection, id, "in.n", second);
                set(collection, Objects.requireNonNull(other.get("_id")), "in.n", first);
            }
        }
    }

    private static Object n(Document document) {
        Document in = document.get("in", Document.class);
        return in == null ? "none" : String.valueOf(in.get("n"));
    }

    private static void set(MongoCollection<Document> collection, Object id, String field, Object value) {
        collection.updateOne(Filters.eq("_id", id), new Document("$set", new Document(field, value)));
    }

    /** What is there now against what was there before, by the {@code _id}s, which nothing changes. */
    private static Map<String, String> computed(Map<Object, Document> before, Map<Object, Document> after, Case one) {
        Map<String, String> changes = new TreeMap<>();
        before.forEach((id, document) -> {
            Document now = after.get(id);
            if (now == null) {
                changes.merge("missing", "1", VerificationPropertyTest::plus);
            } else if (!now.equals(document) && isCompared(document, one)) {
                changes.put("different " + id, "1");
            }
        });
        after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(id -> changes.put("extra " + id, "1"));
        return changes;
    }

    /** Every change is one of the field n, and in merge mode only what a record sets is compared. */
    private static boolean isCompared(Document document, Case one) {
        return !one.shape().contains("omit")
                || one.rows().stream()
                        .map(row -> row.split(",", -1))
                        .anyMatch(cells ->
                                cells[0].equals(String.valueOf(document.get("k"))) && cells[2].matches("-?\\d+"));
    }

    private static Map<String, String> found(VerifyReport report) {
        Map<String, String> changes = new TreeMap<>();
        for (Difference difference : report.differences()) {
            String kind = difference.kind().word();
            Object id = difference.id() == null ? null : plain(difference);
            changes.merge(id == null ? kind : kind + " " + id, "1", VerificationPropertyTest::plus);
        }
        return changes;
    }

    private static Object plain(Difference difference) {
        var id = Objects.requireNonNull(difference.id());
        return id.isObjectId() ? id.asObjectId().getValue() : id.asInt32().getValue();
    }

    private static String plus(String one, String other) {
        return String.valueOf(Integer.parseInt(one) + Integer.parseInt(other));
    }
}
