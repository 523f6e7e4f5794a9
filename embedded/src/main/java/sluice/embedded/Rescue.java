package sluice.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import sluice.embedded.pages.PageFile;

/**
 * Reads what can still be read of a data directory that is damaged, or of the format that had no checksums. Nothing but the directory's
 * lock is written.
 *
 * <p>Not thread-safe.
 */
public final class Rescue implements AutoCloseable {
    private static final String RECORDS = "records ";

    private final DataFiles files;
    private final DirectoryLock lock;
    private final @Nullable MVStore pages;
    private final LoggedChanges changes = new LoggedChanges();
    private final Map<String, Long> expected = new TreeMap<>();
    private final List<String> damage = new ArrayList<>();

    private Rescue(DataFiles files, DirectoryLock lock) throws IOException {
        this.files = files;
        this.lock = lock;
        this.pages = openPages();
        readManifest();
        readLogs();
    }

    /** A collection's name, and how many documents it had at the last checkpoint, if that is known. */
    public record Collection(String database, String name, OptionalLong expected, String map) {}

    /** How many documents were read, and how many were there and can't be, if at least that is known. */
    public record Result(long read, OptionalLong lost) {}

    /**
     * Opens a directory that no process has open.
     *
     * @throws DataDirectoryInUseException if one has
     * @throws DataDirectoryException if there is no data directory
     */
    public static Rescue open(Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new DataDirectoryException(directory + " is not a directory.", null);
        }
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            return new Rescue(new DataFiles(directory), lock);
        } catch (IOException e) {
            close(lock);
            throw new DataDirectoryException(directory + " can't be read: " + e.getMessage() + ".", e);
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    /** Returns what is wrong with the directory's files, a sentence for each; reading collections may find more losses. */
    public List<String> damage() {
        return List.copyOf(damage);
    }

    /** Returns the collections that are known, and those of which only records are left, named after their number. */
    public List<Collection> collections() {
        Map<String, String> maps = new TreeMap<>();
        try {
            long lost = entries("catalog", (key, value) -> {
                if (key.length > 0) {
                    long number = IndexSpec.field(BsonReader.document(value), "number", Long.class);
                    maps.put(RECORDS + number, new String(key, StandardCharsets.UTF_8));
                }
            });
            if (lost > 0) {
                damage.add("sluice.mv: the names of " + lost + " collections are lost");
            }
        } catch (MVStoreException e) {
            damage.add("sluice.mv: the names of all collections are lost");
        }
        TreeSet<String> names = new TreeSet<>(changes.maps());
        names.addAll(expected.keySet());
        if (pages != null) {
            names.addAll(pages.getMapNames());
        }
        for (String map : names) {
            if (map.startsWith(RECORDS) && !changes.isDropped(map)) {
                maps.putIfAbsent(map, "unknown.collection-" + map.substring(RECORDS.length()));
            }
        }
        List<Collection> collections = new ArrayList<>();
        maps.forEach((map, namespace) -> {
            int dot = namespace.indexOf('.');
            collections.add(
                    new Collection(namespace.substring(0, dot), namespace.substring(dot + 1), expected(map), map));
        });
        return collections;
    }

    /** Passes on every document of the collection that can be read, as BSON. */
    public Result read(Collection collection, Consumer<byte[]> documents) {
        long[] read = new long[1];
        BiConsumer<byte[], byte[]> reader = (key, document) -> {
            read[0]++;
            documents.accept(document);
        };
        try {
            long lost = entries(collection.map, reader);
            return pages == null ? new Result(read[0], missing(collection, read[0])) : result(read[0], lost);
        } catch (MVStoreException e) {
            return new Result(read[0], missing(collection, read[0]));
        }
    }

    private static Result result(long read, long lost) {
        return new Result(read, OptionalLong.of(lost));
    }

    /** What is missing of the documents at the last checkpoint, if none of the pages can be read. */
    private static OptionalLong missing(Collection collection, long read) {
        OptionalLong expected = collection.expected;
        return expected.isPresent() ? OptionalLong.of(Math.max(0, expected.getAsLong() - read)) : expected;
    }

    private OptionalLong expected(String map) {
        Long entries = expected.get(map);
        return entries == null ? OptionalLong.empty() : OptionalLong.of(entries);
    }

    /** Passes on a map's entries, first those of the pages, and returns how many of these are lost. */
    private long entries(String map, BiConsumer<byte[], byte[]> entries) {
        Map<byte[], byte[]> changed = changes.of(map);
        try {
            return pages == null || changes.isDropped(map)
                    ? 0
                    : MapWalk.read(pages, map, (key, value) -> {
                        if (!changed.containsKey(key)) {
                            entries.accept(key, value);
                        }
                    });
        } finally {
            changed.forEach((key, value) -> {
                if (!LoggedChanges.isRemoved(value)) {
                    entries.accept(key, value);
                }
            });
        }
    }

    private @Nullable MVStore openPages() throws IOException {
        if (!Files.exists(files.pages())) {
            damage.add("sluice.mv is missing");
            return null;
        }
        try {
            if (files.areOld()) {
                return new MVStore.Builder()
                        .fileName(files.pages().toString())
                        .readOnly()
                        .open();
            }
            if (Files.size(files.pages()) < PageFile.SMALLEST) {
                damage.add("sluice.mv has " + Files.size(files.pages()) + " bytes, too few for any data");
                return null;
            }
            return PageFile.open(files.pages(), true).openStore();
        } catch (MVStoreException e) {
            damage.add("no whole checkpoint can be read: " + StoreOpening.message(e));
            return null;
        }
    }

    private void readManifest() throws IOException {
        if (files.areOld()) {
            return;
        }
        try {
            Manifest manifest = Manifest.read(files);
            expected.putAll(manifest.entries());
            long generation = pages == null ? -1 : StoreMaps.generation(pages);
            if (pages != null && generation < manifest.generation()) {
                damage.add("sluice.mv holds checkpoint " + generation + " of " + manifest.generation()
                        + ": later changes are lost but those in the redo log");
            }
        } catch (NoSuchFileException e) {
            damage.add("sluice.manifest is missing");
        } catch (DamagedDirectoryException e) {
            damage.add(e.damage());
        } catch (MVStoreException e) {
            damage.add("sluice.mv: the number of its checkpoint can't be read");
        }
    }

    private void readLogs() throws IOException {
        for (Path log : files.logs()) {
            if (files.areOld()) {
                if (Files.size(log) > 0) {
                    damage.add(log.getFileName()
                            + " is of the old format and was not read: what was written before a kill" + " is in it");
                }
                continue;
            }
            String name = log.getFileName().toString();
            long generation = Long.parseLong(name.substring("redo-".length(), name.length() - ".log".length()));
            try (RedoFrames frames = RedoFrames.open(files, generation)) {
                for (ByteBuffer contents = frames.next(); contents != null; contents = frames.next()) {
                    RedoBuffer.replay(contents, changes);
                }
            } catch (DamagedDirectoryException e) {
                damage.add(e.damage() + "; what follows was not read");
            }
        }
    }

    @Override
    public void close() {
        if (pages != null) {
            pages.closeImmediately();
        }
        close(lock);
    }

    private static void close(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new DataDirectoryException("The lock of the data directory can't be freed: " + e.getMessage(), e);
        }
    }
}
