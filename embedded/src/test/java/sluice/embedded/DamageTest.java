package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.Folders;
import sluice.testkit.Property;

/** Data that are not as they were acknowledged are never served. */
@Timeout(300)
class DamageTest {
    private static final List<String> COLLECTIONS = List.of("a", "b");

    @TempDir
    private Path parent;

    /** What is done to one file: bits flipped in it, cut to a length, or deleted. */
    private enum Kind {
        FLIP,
        CUT,
        DELETE
    }

    /** Where: the place in the file, from 0 to 1. */
    private record Damage(boolean killed, int load, int file, Kind kind, double where, int bit) {}

    /** A directory as it was after a load, and what the load was told is in it. */
    private record Loaded(Path directory, Map<String, List<RawBsonDocument>> acknowledged) {}

    private final Map<String, Loaded> loads = new HashMap<>();

    @Test
    void aDamagedDirectoryIsRefusedOrHoldsExactlyWhatWasAcknowledged() {
        Property.named("one damaged file: refused, or all documents as acknowledged")
                .cases(60)
                .check(
                        gen -> new Damage(
                                gen.chance(50),
                                gen.between(0, 5),
                                gen.between(0, 2),
                                gen.oneOf(Kind.values()),
                                gen.between(0, 999_999) / 1e6,
                                gen.between(0, 7)),
                        this::isRefusedOrWhole);
    }

    private void isRefusedOrWhole(Damage damage) throws IOException {
        Path directory = Files.createTempDirectory(parent, "case");
        Loaded loaded = loads.computeIfAbsent(damage.killed + " " + damage.load, missing -> loaded(damage));
        copy(loaded.directory, directory);
        Path file = files(directory).get(damage.file);
        harm(file, damage);
        Map<Path, ByteBuffer> before = contents(directory);

        DirectoryLock lock = DirectoryLock.acquire(directory);
        try (lock;
                Store store = Store.open(directory, Store.CHECKPOINT_BYTES)) {
            assertThat(stored(store)).isEqualTo(loaded.acknowledged);
        } catch (DamagedDirectoryException e) {
            assertThat(e)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageContaining("sluice rescue");
            assertThat(contents(directory).equals(before)).as("unchanged").isTrue();
        }
        Folders.delete(directory);
    }

    private Loaded loaded(Damage damage) {
        try {
            Path directory = Files.createTempDirectory(parent, "loaded");
            return new Loaded(directory, load(directory, damage.killed, damage.load));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The length of the file in percent. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 45, 99})
    void aFileOfPagesThatIsCutShortIsRefused(int percent) throws IOException {
        load(parent, false, 1);
        Path pages = parent.resolve("sluice.mv");
        byte[] whole = Files.readAllBytes(pages);
        byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
        Files.write(pages, cut);

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DamagedDirectoryException.class)
                .hasMessageContaining(
                        "sluice.mv is cut short: it has " + cut.length + " bytes and needs " + whole.length);
        assertThat(Files.readAllBytes(pages)).isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice.mv", "sluice.manifest", "redo"})
    void aMissingFileIsRefused(String name) throws IOException {
        load(parent, true, 1);
        Path missing = files(parent).stream()
                .filter(file -> file.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
        Files.delete(missing);

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DamagedDirectoryException.class)
                .hasMessageContaining(missing.getFileName() + " is missing");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aFlippedByteOfADocumentIsRefusedWithItsPlace() throws IOException {
        try (Session session = new Session(parent)) {
            session.collection("a").withDocumentClass(RawBsonDocument.class).insertOne(Samples.raw(1, "one"));
        }
        Path pages = parent.resolve("sluice.mv");
        byte[] bytes = Files.readAllBytes(pages);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("Seattle");
        bytes[at] ^= 0x20;
        Files.write(pages, bytes);

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DamagedDirectoryException.class)
                .hasMessageContaining("sluice.mv has changed since it was written, at byte " + at / 4100 * 4100);
    }

    @Test
    void anOlderCopyOfThePagesIsRefused() throws IOException {
        load(parent, false, 1);
        byte[] older = Files.readAllBytes(parent.resolve("sluice.mv"));
        try (Session session = new Session(parent)) {
            session.collection("a").insertOne(new Document("_id", "one more").append("user_id", "more"));
        }
        try (Session session = new Session(parent)) {
            assertThat(session.collection("a").countDocuments()).isPositive();
        }
        Files.write(parent.resolve("sluice.mv"), older);

        assertThatThrownBy(() -> EmbeddedServer.open(parent)).isInstanceOf(DamagedDirectoryException.class);
    }

    @Test
    void dataOfTheFormatWithoutChecksumsAreRefusedWithTheWayOut() throws IOException {
        Files.writeString(parent.resolve("sluice.mv"), "H:2,block:2,blockSize:1000,chunk:1");

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("earlier version")
                .hasMessageContaining("sluice rescue " + parent);
    }

    @Test
    void aFirstStartThatWasKilledIsNoDamage() throws IOException {
        Manifest.NONE.write(new DataFiles(parent));
        Files.write(parent.resolve("sluice.mv"), new byte[100]);

        try (Session session = new Session(parent)) {
            session.collection("a").insertOne(new Document("_id", 1));
        }
        try (Session session = new Session(parent)) {
            assertThat(session.collection("a").countDocuments()).isEqualTo(1);
        }
    }

    /** Writes, checkpoints often, and closes, or leaves what a kill would: the files as they are at the last acknowledgement. */
    private Map<String, List<RawBsonDocument>> load(Path directory, boolean killed, long seed) throws IOException {
        Path live = Files.createTempDirectory(parent, "live");
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, List<RawBsonDocument>> acknowledged;
        try (Session session = new Session(live, 200_000)) {
            for (String name : COLLECTIONS) {
                MongoCollection<Document> collection = session.collection(name).withWriteConcern(WriteConcern.MAJORITY);
                collection.createIndex(Indexes.ascending("user_id"), new IndexOptions().unique(true));
                int row = 0;
                for (int batch = 0; batch < 5; batch++) {
                    List<RawBsonDocument> documents = new ArrayList<>();
                    for (int end = row + random.nextInt(1, 300); row < end; row++) {
                        documents.add(Samples.raw(row, name + row));
                    }
                    collection.withDocumentClass(RawBsonDocument.class).insertMany(documents);
                }
                collection.insertOne(new Document("_id", "long").append("text", "x".repeat(random.nextInt(50_000))));
                collection.deleteMany(new Document("limit", new Document("$lt", random.nextInt(50))));
            }
            acknowledged = documents(session);
            if (killed) {
                copy(live, directory);
            }
        }
        if (!killed) {
            copy(live, directory);
        }
        Folders.delete(live);
        return acknowledged;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static Map<String, List<RawBsonDocument>> stored(Store store) {
        Catalog catalog = new Catalog(store);
        Map<String, List<RawBsonDocument>> documents = new HashMap<>();
        for (String name : COLLECTIONS) {
            StoredCollection collection =
                    Objects.requireNonNull(catalog.database("test").find(name));
            List<RawBsonDocument> records = new ArrayList<>();
            new Records(store, store.map("records " + collection.number()), false)
                    .forEachRemaining(entry -> records.add(new RawBsonDocument(entry.document())));
            documents.put(name, records);
        }
        return documents;
    }

    private static Map<String, List<RawBsonDocument>> documents(Session session) {
        Map<String, List<RawBsonDocument>> documents = new HashMap<>();
        for (String name : COLLECTIONS) {
            documents.put(
                    name,
                    session.collection(name)
                            .withDocumentClass(RawBsonDocument.class)
                            .find()
                            .sort(Sorts.ascending("$natural"))
                            .into(new ArrayList<>()));
        }
        return documents;
    }

    /** Manifest, pages and log: the lock is no data. */
    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("sluice.lock")).sorted().toList();
        }
    }

    private static Map<Path, ByteBuffer> contents(Path directory) throws IOException {
        Map<Path, ByteBuffer> contents = new HashMap<>();
        for (Path file : files(directory)) {
            contents.put(file, ByteBuffer.wrap(Files.readAllBytes(file)));
        }
        return contents;
    }

    private static void harm(Path file, Damage damage) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) (damage.where * bytes.length);
        switch (damage.kind) {
            case FLIP -> {
                bytes[at] ^= (byte) (1 << damage.bit);
                Files.write(file, bytes);
            }
            case CUT -> Files.write(file, Arrays.copyOf(bytes, at));
            case DELETE -> Files.delete(file);
        }
    }
}
