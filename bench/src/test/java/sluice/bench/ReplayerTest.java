package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

class ReplayerTest {
    private static final int ROWS = 1100;

    @TempDir
    private Path folder;

    @Test
    void everyDocumentIsStored() throws IOException, InterruptedException {
        EncodedDocuments documents = EncodedDocuments.of(SampleCustomers.write(folder, ROWS));
        RealMongod server = RealMongod.shared();
        try (TestDatabase db = TestDatabase.on(server);
                MongoClient client = server.client()) {
            Target target = new Target(client, db.name(), "c");
            target.index("user_id");

            double seconds = new Replayer(server.port(), 2).replay(documents.messages(db.name(), "c", 250));

            assertThat(seconds).isPositive();
            assertThat(target.count()).isEqualTo(ROWS);
            assertThat(target.bytes()).isEqualTo(documents.bytes());
            assertThat(target.isUnique("user_id")).isTrue();
            target.reset();
            assertThat(target.count()).isZero();
            assertThat(target.isUnique("user_id")).isFalse();
        }
    }

    @Test
    void documentThatIsNotAcknowledgedFailsTheReplay() throws IOException, InterruptedException {
        EncodedDocuments documents = EncodedDocuments.of(SampleCustomers.write(folder, 3));
        RealMongod server = RealMongod.shared();
        try (TestDatabase db = TestDatabase.on(server)) {
            List<InsertMessage> messages = documents.messages(db.name(), "c", 250);
            Replayer replayer = new Replayer(server.port(), 1);
            replayer.replay(messages);

            assertThatThrownBy(() -> replayer.replay(messages))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not all of 3 documents went in");
        }
    }
}
