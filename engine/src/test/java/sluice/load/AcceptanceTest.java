package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/** What every server must do, on a real mongod, a replica set and the embedded server. */
class AcceptanceTest {
    @OnEveryServer
    void severalFilesAndCollectionsAreLoaded(LoadFixture load) {
        load.file("customers.csv", "user_id,name,limit\nC1,Ann,100\nC2,\"O'Neil, Bob\",\n")
                .file("rental-1.csv", "user_id,product_id\nC1,P1\n")
                .file("rental-2.csv", "user_id,product_id\nC2,P1\nC2,P2");
        LoadSummary summary = load.load("""
                customers: { files: customers.csv, key: user_id }
                rental: { files: rental-*.csv, key: [user_id, product_id], types: string }
                """);

        assertThat(summary.problems()).isEmpty();
        assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED);
        assertThat(load.documents("customers"))
                .extracting(document -> document.get("user_id"), document -> document.get("limit"))
                .containsExactly(tuple("C1", 100), tuple("C2", null));
        assertThat(load.documents("rental")).hasSize(3);
        assertThat(summary.collections().get(0).types().values()).containsExactly("string", "string", "int");
    }

    @OnEveryServer
    void duplicateKeysAreRejectsWithinTheFileAndAgainstTheCollection(LoadFixture load) {
        load.file("a.csv", "k,v\n1,first\n2,b\n1,second\n").file("b.csv", "k,v\n2,again\n3,c\n");
        LoadSummary first = load.load("c: { files: a.csv, key: k, types: string }", s -> s.withLinear(true));
        LoadSummary second = load.load("c: { files: b.csv, key: k, types: string }");

        assertThat(first.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
        assertThat(load.read(first, "rejects/a.csv")).isEqualTo("k,v\n1,second\n");
        assertThat(load.read(second, "rejects/b.csv")).isEqualTo("k,v\n2,again\n");
        assertThat(Document.parse(load.read(second, "rejects/b.reasons.jsonl")))
                .containsEntry("code", "duplicate-key")
                .containsEntry("line", 2)
                .containsEntry("offset", 4)
                .containsEntry("serverCode", 11000)
                .containsEntry("source", "b.csv");
        assertThat(load.documents("c"))
                .extracting(document -> document.getString("k") + document.getString("v"))
                .containsExactlyInAnyOrder("1first", "2b", "3c");
        assertThat(second.collections().get(0).countBefore()).isEqualTo(2);
        assertThat(second.collections().get(0).countAfter()).isEqualTo(3);
    }

    @OnEveryServer
    void aColumnCanBeTheId(LoadFixture load) {
        load.file("a.csv", "k,v\n1,a\n2,b\n1,c\n,d\n");
        LoadSummary summary = load.load("c: { files: a.csv, id: k, types: string }", s -> s.withLinear(true));
        assertThat(load.documents("c"))
                .containsExactly(new Document("_id", "1").append("v", "a"), new Document("_id", "2").append("v", "b"));
        assertThat(load.read(summary, "rejects/a.csv")).isEqualTo("k,v\n1,c\n,d\n");
        assertThat(summary.rejectsByCode().keySet()).containsExactly("duplicate-key", "empty-key");
    }

    @OnEveryServer
    void everyKindOfBadRowIsARejectAndTheRestIsLoaded(LoadFixture load) {
        StringBuilder csv = new StringBuilder("\uFEFFk,n\r\n");
        for (int i = 0; i < 2_000; i++) {
            csv.append(String.format(Locale.ROOT, "%d,%d\r\n", i, i));
        }
        csv.append("a,b,c\r\n\"x\"y,1\r\nz\r\nq,notanumber\r\n\r\n\"quoted\r\nline\",7");
        load.file("bad.csv", csv.toString());
        LoadSummary summary = load.load(
                "c: { files: bad.csv, key: k, types: string, columns: { n: { type: int } } }",
                s -> s.withBatchSize(100));

        assertThat(summary.problems()).isEmpty();
        assertThat(summary.inserted()).isEqualTo(2_001);
        assertThat(summary.rejected()).isEqualTo(4);
        assertThat(load.read(summary, "rejects/bad.csv")).isEqualTo("k,n\r\na,b,c\n\"x\"y,1\nz\nq,notanumber\n");
        assertThat(load.read(summary, "rejects/bad.reasons.jsonl").lines())
                .extracting(line -> Document.parse(line).get("line"))
                .containsExactly(2002, 2003, 2004, 2005);
        assertThat(summary.rejectsByCode()).containsOnlyKeys("malformed", "ragged", "wrong-type");
        assertThat(load.documents("c"))
                .anySatisfy(document -> assertThat(document)
                        .containsEntry("k", "quoted\r\nline")
                        .containsEntry("n", 7));
    }

    @OnEveryServer
    void dropEmptiesTheCollectionAndKeepsItsIndexes(LoadFixture load) {
        load.database().getCollection("c").insertOne(new Document("old", true));
        load.database().getCollection("c").createIndex(new Document("mail", 1), new IndexOptions().unique(true));
        load.file("a.csv", "k,mail\n1,a\n2,a\n");
        LoadSummary summary = load.load("c: { files: a.csv, key: k, drop: true }", s -> s.withLinear(true));
        assertThat(summary.collections().get(0).countBefore()).isZero();
        assertThat(load.documents("c"))
                .extracting(document -> document.get("k"))
                .isEqualTo(List.of(1));
        assertThat(summary.rejectsByCode()).containsOnlyKeys("duplicate-value");
    }
}
