package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a damaged directory still gives. */
@Timeout(120)
class RescueTest {
    private static final int ROWS = 3000;

    @TempDir
    private Path directory;

    @Test
    void allOfASoundDirectoryIsRead() {
        load();

        try (Rescue rescue = Rescue.open(directory)) {
            Rescue.Collection collection = only(rescue);
            List<Integer> rows = new ArrayList<>();

            assertThat(collection.database() + "." + collection.name()).isEqualTo("test.customers");
            assertThat(rescue.read(collection, document -> rows.add(row(document))))
                    .isEqualTo(new Rescue.Result(ROWS, OptionalLong.of(0)));
            assertThat(rows).hasSize(ROWS).isSorted().doesNotHaveDuplicates();
            assertThat(rescue.damage()).isEmpty();
        }
        EmbeddedServer.open(directory).close();
    }

    @Test
    void aDamagedPageLosesItsOwnDocumentsAndTheyAreCounted() throws IOException {
        load();
        Path pages = directory.resolve("sluice.mv");
        byte[] bytes = Files.readAllBytes(pages);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Name 1500\0");
        bytes[at] ^= 1;
        Files.write(pages, bytes);

        try (Rescue rescue = Rescue.open(directory)) {
            TreeSet<Integer> rows = new TreeSet<>();
            Rescue.Result result = rescue.read(only(rescue), document -> rows.add(row(document)));

            assertThat(rows).doesNotContain(1500).contains(0, ROWS - 1).hasSizeGreaterThan(ROWS - 500);
            assertThat(result).isEqualTo(new Rescue.Result(rows.size(), OptionalLong.of(ROWS - rows.size())));
        }
        assertThat(Files.readAllBytes(pages)).isEqualTo(bytes);
    }

    @Test
    void whatIsInTheLogOnlyIsReadWithoutThePages() throws IOException {
        try (Session session = new Session(directory)) {
            var collection = session.collection("customers").withWriteConcern(WriteConcern.MAJORITY);
            collection.insertOne(new Document("_id", 1));
            collection.insertOne(new Document("_id", 2));
            collection.deleteOne(new Document("_id", 1));
            Path killed = Files.createDirectory(directory.resolve("killed"));
            try (var files = Files.list(directory)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("sluice.lock") && !file.endsWith("sluice.mv"))
                        .toList()) {
                    Files.copy(file, killed.resolve(file.getFileName()));
                }
            }
            try (Rescue rescue = Rescue.open(killed)) {
                List<Object> ids = new ArrayList<>();
                rescue.read(
                        only(rescue),
                        document -> ids.add(BsonReader.document(document).get("_id")));
                assertThat(ids).containsExactly(2);
                assertThat(rescue.damage()).containsExactly("sluice.mv is missing");
            }
        }
    }

    @Test
    void aFileThatIsCutShortIsSaidWithWhatIsLost() throws IOException {
        load();
        Path pages = directory.resolve("sluice.mv");
        Files.write(pages, Arrays.copyOf(Files.readAllBytes(pages), 1000));

        try (Rescue rescue = Rescue.open(directory)) {
            Rescue.Collection collection = only(rescue);
            assertThat(rescue.damage()).anyMatch(line -> line.startsWith("sluice.mv has 1000 bytes"));
            assertThat(rescue.read(collection, document -> {})).isEqualTo(new Rescue.Result(0, OptionalLong.of(ROWS)));
        }
    }

    @Test
    void theFormatWithoutChecksumsIsRead() {
        try (MVStore old = new MVStore.Builder()
                .fileName(directory.resolve("sluice.mv").toString())
                .open()) {
            byte[] entry = BsonWriter.document(new de.bwaldvogel.mongo.bson.Document("number", 7L));
            StoreMaps.open(old, "catalog").put("shop.customers".getBytes(StandardCharsets.UTF_8), entry);
            byte[] document = BsonWriter.document(new de.bwaldvogel.mongo.bson.Document("_id", 1));
            StoreMaps.open(old, "records 7").put(Numbers.sortable(0), document);
        }

        try (Rescue rescue = Rescue.open(directory)) {
            Rescue.Collection collection = only(rescue);
            assertThat(collection.database() + "." + collection.name()).isEqualTo("shop.customers");
            assertThat(rescue.read(collection, document -> {})).isEqualTo(new Rescue.Result(1, OptionalLong.of(0)));
            assertThat(rescue.damage()).isEmpty();
        }
    }

    private void load() {
        try (Session session = new Session(directory)) {
            List<RawBsonDocument> documents = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                documents.add(Samples.raw(row, "key " + row));
            }
            session.collection("customers")
                    .withDocumentClass(RawBsonDocument.class)
                    .insertMany(documents);
        }
    }

    private static Rescue.Collection only(Rescue rescue) {
        assertThat(rescue.collections()).hasSize(1);
        return rescue.collections().get(0);
    }

    private static int row(byte[] document) {
        return new RawBsonDocument(document).getInt32("limit").getValue();
    }
}
