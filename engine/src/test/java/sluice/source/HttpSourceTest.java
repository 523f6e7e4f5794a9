package sluice.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.testkit.Property;

class HttpSourceTest {
    private FileServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsReadWithItsSizeAndName() throws IOException {
        server.content = "a,b\n1,2\n".getBytes(UTF_8);
        Source source = source("/data/rows.csv");
        assertThat(source.name()).isEqualTo(server.url("/data/rows.csv"));
        assertThat(source.label()).isEqualTo("rows.csv");
        assertThat(source.size()).isEqualTo(8);
        assertThat(source.repeatable()).isTrue();
        assertThat(text(source, 0)).isEqualTo("a,b\n1,2\n");
        assertThat(text(source, 4)).isEqualTo("1,2\n");
        assertThat(text(source, 8)).isEmpty();
        assertThat(server.requests).allMatch(request -> request.contains("Accept-encoding=[identity]"));
        assertThatThrownBy(() -> source.open(9)).hasMessage("it has only 8 bytes");
    }

    @Test
    void anEmptyFileIsEmpty() throws IOException {
        assertThat(text(source("/a.csv"), 0)).isEmpty();
    }

    @Test
    void compressedFilesAreDecompressed() throws IOException {
        server.content = CompressionTest.compress(Compression.GZIP, "a,b\n1,2\n".getBytes(UTF_8));
        Source source = source("/rows.csv.gz");
        assertThat(source.label()).isEqualTo("rows.csv");
        assertThat(source.size()).isEqualTo(-1);
        assertThat(text(source, 0)).isEqualTo("a,b\n1,2\n");
        assertThat(text(source, 4)).isEqualTo("1,2\n");
    }

    @Test
    void aBrokenConnectionGoesOnWhereItBroke() {
        Property.named("what is read over broken connections is the file")
                .cases(10)
                .check(
                        gen -> {
                            byte[] bytes = new byte[gen.between(1, 700_000)];
                            new Random(gen.anyLong()).nextBytes(bytes);
                            int[] drops = new int[gen.between(0, 3)];
                            Arrays.setAll(drops, i -> gen.between(0, bytes.length - 1));
                            return new Object[] {bytes, drops};
                        },
                        one -> {
                            server.reset();
                            server.content = (byte[]) one[0];
                            Source source = source("/a.csv");
                            for (int drop : (int[]) one[1]) {
                                server.drops.add(drop);
                            }
                            try (InputStream in = source.open()) {
                                assertThat(in.readAllBytes()).isEqualTo(server.content);
                            }
                        });
    }

    @Test
    void aBrokenConnectionToAServerWithoutRangesIsSaid() throws IOException {
        server.content = new byte[300_000];
        server.ranges = false;
        Source source = source("/a.csv");
        assertThat(text(source, 299_999)).hasSize(1);
        server.drops.add(200_000);
        assertThatThrownBy(() -> text(source, 0))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll("the connection broke at byte ", "doesn't send the rest", "Download it first");
    }

    @Test
    void aVersionThatChangesIsRefused() throws IOException {
        server.content = new byte[300_000];
        Source source = source("/a.csv");
        server.drops.add(200_000);
        server.tagAfterDrop = "\"2\"";
        assertThatThrownBy(() -> text(source, 0))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("was replaced by another version since the load found it");
        assertThatThrownBy(() -> text(source, 0)).hasMessageContaining("was replaced by another version");
        server.content = new byte[300_001];
        assertThatThrownBy(() -> text(source, 0))
                .hasMessageContaining("had 300,000 bytes when the load found it and has 300,001 now");
    }

    @Test
    void aServerThatAlwaysBreaksIsGivenUp() throws IOException {
        server.content = new byte[1000];
        Source source = source("/a.csv");
        for (int i = 0; i < 20; i++) {
            server.drops.add(0);
        }
        assertThatThrownBy(() -> text(source, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tried 6 times");
        assertThat(server.drops).hasSizeBetween(8, 15);
    }

    @Test
    void whatTheServerRefusesIsSaid() {
        server.status = 404;
        refused("/a.csv", "no such file on the server (status 404)");
        server.status = 403;
        refused("/a.csv", "gives no access (status 403)");
        server.status = 418;
        refused("/a.csv", "doesn't give the file (status 418)");
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void aServerInTroubleIsAskedAgain() throws IOException {
        server.content = "a\n".getBytes(UTF_8);
        server.troubles.set(2);
        assertThat(text(source("/a.csv"), 0)).isEqualTo("a\n");
        server.troubles.set(100);
        refused("/a.csv", "can't be read: tried 6 times: the server answers with status 500");
    }

    @Test
    void redirectionsAreFollowedToHttpOnly() throws IOException {
        server.content = "a\n".getBytes(UTF_8);
        server.redirect = server.url("/b.csv");
        assertThat(text(source("/a.csv"), 0)).isEqualTo("a\n");
        server.redirect = "c.csv";
        assertThat(text(source("/dir/a.csv"), 0)).isEqualTo("a\n");
        server.redirect = "file:///etc/passwd";
        refused("/a.csv", "redirects to file:///etc/passwd, which is not followed");
        server.redirect = "ftp://example.org/a.csv";
        refused("/a.csv", "is not followed");
        server.redirect = "/a.csv";
        refused("/a.csv", "redirects more than 10 times");
    }

    @Test
    void secretsAreSentAndNeverShown() throws IOException {
        server.content = "a\n".getBytes(UTF_8);
        String url = server.url("/a.csv?sig=hunter2&x=1").replace("http://", "http://ann:s3cret@");
        Source source =
                Sources.find(Path.of(""), url, InputStream.nullInputStream()).get(0);
        String shown = server.url("/a.csv").replace("http://", "http://***@") + "?sig=***&x=***";
        assertThat(source.name()).isEqualTo(shown);
        assertThat(source.address()).isEqualTo(shown);
        assertThat(source).asString().doesNotContain("hunter2", "s3cret");
        assertThat(text(source, 0)).isEqualTo("a\n");
        assertThat(server.requests)
                .allMatch(request -> request.contains("sig=hunter2") && request.contains("Authorization=[Basic "));
        assertThat(source.origin()).as("a secret is not written into a journal").isNull();
        server.status = 404;
        assertThatThrownBy(() -> Sources.find(Path.of(""), url, InputStream.nullInputStream()))
                .hasMessageContaining(shown)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() ->
                        Sources.find(Path.of(""), "http://ann:s3 cret@h/a?k=hunter2", InputStream.nullInputStream()))
                .hasMessageContaining("is not a valid URL")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("s3 cret");
    }

    @Test
    void onlyAStrongTagLetsALaterProcessGoOn() throws IOException {
        server.content = "a\n".getBytes(UTF_8);
        Origin origin = requireNonNull(source("/a.csv").origin());
        assertThat(origin.place()).isEqualTo(server.url("/a.csv"));
        Source again = requireNonNull(Sources.again("a", origin.place()));
        assertThat(origin.fingerprint()
                        .differenceTo(requireNonNull(again.origin()).fingerprint()))
                .isNull();
        server.tag = "\"other\"";
        Origin other = requireNonNull(source("/a.csv").origin());
        assertThat(origin.fingerprint().differenceTo(other.fingerprint()))
                .isEqualTo("it has as many bytes as before, but others");
        server.tag = "W/\"weak\"";
        assertThat(source("/a.csv").origin()).isNull();
        server.tag = null;
        assertThat(source("/a.csv").origin()).isNull();
    }

    private void refused(String path, String part) {
        assertThatThrownBy(() -> source(path))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(server.url(path) + ": ")
                .hasMessageContaining(part);
    }

    private Source source(String path) {
        List<Source> sources = Sources.find(Path.of(""), server.url(path), InputStream.nullInputStream());
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }

    private static String text(Source source, long offset) throws IOException {
        try (InputStream in = source.open(offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
