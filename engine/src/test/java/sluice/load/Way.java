package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import sluice.csv.ChunkSize;
import sluice.plan.LoadSettings;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/** Ways to write, each with what the collection holds before and after. */
enum Way {
    INSERT("", "insert"),
    INSERT_BY_ID(", id: a", "insert"),
    INSERT_BY_KEY(", key: a", "insert"),
    UPSERT(", key: a, mode: upsert", "update"),
    MERGE(", id: a, mode: merge", "update"),
    DELETE(", key: a, mode: delete", "delete");

    private static final int ROWS = 3_000;

    private final String plan;
    private final String command;

    Way(String how, String command) {
        this.plan = "c: { files: f.csv, columns: { a: { type: int }, b: { type: int } }" + how + " }";
        this.command = command;
    }

    /** The plan's collections: one, loaded in this way. */
    String plan() {
        return plan;
    }

    /** The server's command that writes. */
    String command() {
        return command;
    }

    /** Small enough that a load is many commands. */
    static LoadSettings small(LoadSettings settings) {
        return settings.withBatchSize(100).withChunkSize(ChunkSize.records(250)).withWorkers(3);
    }

    /** Each key twice with another value, but for inserts; a delete meets documents for all of its keys. */
    void prepare(LoadFixture load) {
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(key(i)).append(',').append(i).append('\n');
        }
        load.file("f.csv", rows.toString());
        if (this == DELETE) {
            List<Document> there = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                there.add(new Document("a", i).append("b", i));
            }
            load.database().getCollection("c").insertMany(there);
        }
    }

    private int key(int row) {
        return this == UPSERT || this == MERGE ? row % (ROWS / 2) : row;
    }

    /** Whether each record is in the database once. */
    void assertAllDone(LoadFixture load, LoadSummary summary) {
        assertThat(summary.problems()).isEmpty();
        assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED);
        Map<Integer, Integer> expected = new TreeMap<>();
        if (this != DELETE) {
            for (int i = 0; i < ROWS; i++) {
                expected.put(key(i), i);
            }
        }
        Map<Integer, Integer> found = new TreeMap<>();
        String field = this == INSERT_BY_ID || this == MERGE ? "_id" : "a";
        List<Document> documents = load.documents("c");
        documents.forEach(document -> found.put(document.getInteger(field), document.getInteger("b")));
        assertThat(found).isEqualTo(expected);
        assertThat(documents).hasSize(expected.size());
    }
}
