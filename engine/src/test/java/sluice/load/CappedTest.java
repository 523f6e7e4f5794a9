package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.CreateCollectionOptions;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.server.ServerException;

/** Capped collections lose documents by themselves: only who says so loads into one, and that is no loss. */
class CappedTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @BeforeEach
    void capped() {
        load.database()
                .createCollection(
                        "log",
                        new CreateCollectionOptions()
                                .capped(true)
                                .sizeInBytes(1 << 20)
                                .maxDocuments(10));
        load.database().getCollection("log").insertOne(new Document("precious", true));
        load.file("log.csv", LoadFixture.rows(0, 25));
    }

    @Test
    void aCappedCollectionIsRefusedBeforeTheFirstChange() {
        assertThatThrownBy(() -> load.load("log: { files: log.csv }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("log is a capped collection")
                .hasMessageContaining("--allow-capped");
        assertThatThrownBy(() -> load.load("log: { files: log.csv, drop: true }"))
                .isInstanceOf(ServerException.class);
        assertThat(load.documents("log")).hasSize(1);
    }

    @Test
    void whatTheServerRemovesIsSaidAndNotCalledALoss() {
        LoadSummary summary = load.load("log: { files: log.csv, allowCapped: true }");
        assertThat(summary.problems()).isEmpty();
        assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED);
        assertThat(summary.inserted()).isEqualTo(25);
        assertThat(summary.notes())
                .anySatisfy(note -> assertThat(note).contains("log: is capped", "16 oldest documents"))
                .noneSatisfy(note -> assertThat(note).contains("lost"));
        assertThat(load.documents("log")).hasSize(10);
    }
}
