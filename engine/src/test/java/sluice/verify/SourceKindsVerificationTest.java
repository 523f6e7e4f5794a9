package sluice.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.load.LoadFixture;
import sluice.plan.PlanException;
import sluice.source.FileServer;
import sluice.testkit.ZipArchive;
import sluice.workers.StopSignal;

/** What was loaded from archives and URLs is verified from them again. */
class SourceKindsVerificationTest {
    private static final String ROWS = "k,v\n1,a\n2,b\n2,again\n3,c,ragged\n4,\"d\ne\"\n";

    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void entriesOfAnArchiveAreReadAgain() throws IOException {
        load.file("a.zip", ZipArchive.of("data/x.csv", ROWS, "data/y.csv", "k,v\n5,f\n"));
        String collections = "c: { files: 'a.zip!data/*.csv', key: k }";
        load.load(collections);

        assertEqualThenChanged(collections, 4);
    }

    @Test
    void theOnlyEntryOfAnArchiveIsReadAgain() throws IOException {
        load.file("a.zip", ZipArchive.of("x.csv", ROWS));
        load.load("c: { files: a.zip, key: k }");

        assertEqualThenChanged("c: { files: a.zip, key: k }", 3);
    }

    @Test
    void aUrlIsReadAgainAlsoAfterItsConnectionBreaks() throws IOException {
        try (FileServer server = new FileServer()) {
            server.content = ROWS.getBytes(UTF_8);
            String collections = "c: { files: '" + server.url("/a.csv") + "', key: k }";
            load.load(collections);
            server.reset();
            server.drops.add(7);

            assertEqualThenChanged(collections, 3);

            assertThat(server.requests).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aUrlThatHoldsSomethingElseByNowIsADifference() throws IOException {
        try (FileServer server = new FileServer()) {
            server.content = ROWS.getBytes(UTF_8);
            String collections = "c: { files: '" + server.url("/a.csv") + "', key: k }";
            load.load(collections);
            server.tag = "\"2\"";
            server.content = ROWS.replace("1,a", "1,z").getBytes(UTF_8);

            VerifyReport report = verify(collections);

            assertThat(report.equal()).isFalse();
            assertThat(report.collections().get(0).different()).isEqualTo(1);
        }
    }

    @Test
    void aUrlThatIsGoneEndsTheVerificationAndSaysSoWithoutItsSecret() throws IOException {
        try (FileServer server = new FileServer()) {
            server.content = ROWS.getBytes(UTF_8);
            String collections = "c: { files: '" + server.url("/a.csv?token=hunter2") + "', key: k }";
            load.load(collections);
            server.status = 404;

            assertThatThrownBy(() -> verify(collections))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("/a.csv")
                    .hasMessageContaining("404")
                    .hasMessageNotContaining("hunter2");
        }
    }

    private void assertEqualThenChanged(String collections, long documents) {
        VerifyReport report = verify(collections);
        assertThat(report.equal()).isTrue();
        assertThat(report.collections())
                .extracting(VerifyReport.CollectionVerdict::expected)
                .containsExactly(documents);

        load.testDatabase().collection("c").deleteOne(new Document("k", 1));
        assertThat(verify(collections).equal()).isFalse();
    }

    private VerifyReport verify(String collections) {
        return new Verification(
                        VerifyOptions.of(load.plan(collections)), load.server(), progress -> {}, new StopSignal())
                .run();
    }
}
