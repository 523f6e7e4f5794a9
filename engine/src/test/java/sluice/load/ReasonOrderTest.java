package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ValidationOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.plan.Plan;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.workers.StopSignal;

/** A record that breaks several rules has one reason, whatever the memory for keys: key, other unique indexes, validator. */
class ReasonOrderTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    /** The last row's key is in the collection, and another row of the file has its other value. */
    private LoadSummary load(long keyMemory, String onDuplicate) {
        load.database()
                .createCollection(
                        "c",
                        new CreateCollectionOptions()
                                .validationOptions(
                                        new ValidationOptions().validator(Document.parse("{w: {$ne: 'bad'}}"))));
        load.database().getCollection("c").createIndex(new Document("v", 1), new IndexOptions().unique(true));
        load.database().getCollection("c").insertOne(new Document("k", "1").append("v", "z"));
        String between = IntStream.range(0, 4900)
                .mapToObj(i -> "b" + i + ",v" + i + ",good\n")
                .collect(Collectors.joining());
        load.file("a.csv", "k,v,w\n2,a,good\n" + between + "3,a,bad\n4,x,bad\n1,a,bad\n");
        Plan plan = load.plan("c: { files: a.csv, key: k, types: string, onDuplicate: " + onDuplicate + " }");
        return load.load(
                plan.withSettings(plan.settings().withKeyMemory(keyMemory)), LoadListener.NONE, new StopSignal());
    }

    private static Map<String, Long> codes(LoadSummary summary) {
        Map<String, Long> codes = new HashMap<>();
        summary.rejectsByCode().forEach((code, group) -> codes.put(code, group.count()));
        return codes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1024, 200_000, 1 << 26})
    void aKeyThatWasThereBeforeIsPassedOverThoughTheOtherValueIsTakenToo(long keyMemory) {
        LoadSummary summary = load(keyMemory, "skip");
        assertThat(summary.collections().get(0).skipped()).isEqualTo(1);
        assertThat(codes(summary)).isEqualTo(Map.of("duplicate-value", 1L, "validation", 1L));
        assertThat(load.database().getCollection("c").countDocuments()).isEqualTo(4902);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1024, 200_000, 1 << 26})
    void itIsARejectOfItsKey(long keyMemory) {
        LoadSummary summary = load(keyMemory, "reject");
        assertThat(codes(summary)).isEqualTo(Map.of("duplicate-key", 1L, "duplicate-value", 1L, "validation", 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1024, 200_000, 1 << 26})
    void itEndsTheLoad(long keyMemory) {
        LoadSummary summary = load(keyMemory, "error");
        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems()).singleElement().asString().startsWith("a.csv, line 4905: ");
    }
}
