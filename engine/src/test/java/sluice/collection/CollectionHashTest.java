package sluice.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import sluice.collection.CollectionHash.Ids;
import sluice.server.Server;
import sluice.server.ServerOptions;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

class CollectionHashTest {
    private static CollectionHash hash(List<Document> documents, Ids ids) {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared());
                Server server = Server.connect(ServerOptions.of(database.connectionString()))) {
            if (!documents.isEmpty()) {
                database.collection("c").insertMany(documents);
            }
            return CollectionHash.of(server, database.name(), "c", ids);
        }
    }

    private static Document document(String id, Object value) {
        return new Document("_id", new ObjectId(id)).append("v", value);
    }

    @Test
    void orderDoesNotCount() {
        List<Document> documents = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> new Document("_id", i).append("v", "x" + i))
                .toList());
        CollectionHash before = hash(documents, Ids.WHOLE);
        Collections.shuffle(documents, new Random(1));
        assertThat(hash(documents, Ids.WHOLE)).isEqualTo(before);
        assertThat(before.documents()).isEqualTo(500);
        assertThat(before.text()).hasSize(32);
    }

    @Test
    void everyOtherDifferenceCounts() {
        CollectionHash one = hash(List.of(new Document("_id", 1).append("v", 1)), Ids.WHOLE);
        assertThat(List.of(
                        hash(List.of(), Ids.WHOLE),
                        hash(List.of(new Document("_id", 1).append("v", 2)), Ids.WHOLE),
                        hash(List.of(new Document("_id", 1).append("v", 1L)), Ids.WHOLE),
                        hash(List.of(new Document("_id", 2).append("v", 1)), Ids.WHOLE),
                        hash(List.of(new Document("_id", 1).append("w", 1)), Ids.WHOLE),
                        hash(
                                List.of(new Document("_id", 1).append("v", 1), new Document("_id", 2).append("v", 1)),
                                Ids.WHOLE)))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    @Test
    void ofAGeneratedIdOnlyTheOffsetCounts() {
        Document first = document("65a000001122330000000017", "x");
        Document other = document("65b000004455660000000017", "x");
        Document later = document("65a000001122330000000018", "x");
        assertThat(hash(List.of(first), Ids.OFFSET)).isEqualTo(hash(List.of(other), Ids.OFFSET));
        assertThat(hash(List.of(first), Ids.OFFSET)).isNotEqualTo(hash(List.of(later), Ids.OFFSET));
        assertThat(hash(List.of(first), Ids.NONE)).isEqualTo(hash(List.of(later), Ids.NONE));
        assertThat(hash(List.of(first), Ids.WHOLE)).isNotEqualTo(hash(List.of(other), Ids.WHOLE));
    }
}
