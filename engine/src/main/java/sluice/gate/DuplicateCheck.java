package sluice.gate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.bson.KeyHasher;
import sluice.collection.TargetCollection;
import sluice.journal.OperationDirectory;
import sluice.target.KeyText;

/**
 * Makes sure that what admission took for a duplicate is one. Admission compares hashes; so the keys of the records it
 * refuses are kept in a file until the indexes are built, and then looked up by their values: the collection must have a
 * document with each. Not thread-safe.
 */
public final class DuplicateCheck implements AutoCloseable {
    /** As many keys as one question holds. */
    private static final int KEYS = 500;

    /** As many as a person reads. */
    private static final int MAX_PROBLEMS = 5;

    private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

    private final Path file;
    private @Nullable DataOutputStream out;

    /** A record that was taken for a duplicate. */
    private record Kept(String source, long line, int group, RawBsonDocument key) {}

    /** A check that keeps its keys in a file, which is made with the first. */
    public DuplicateCheck(Path file) {
        this.file = file;
    }

    /**
     * Keeps the key of a record.
     *
     * @throws UncheckedIOException where it can't be written
     */
    void add(String source, long line, Constraint constraint, BsonDocument document) {
        BsonDocument key = new BsonDocument();
        constraint.fields().forEach(field -> key.append(field, KeyText.value(document, field)));
        byte[] bytes = new RawBsonDocument(key, CODEC).getByteBuffer().array();
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        try {
            DataOutputStream to = out;
            if (to == null) {
                OperationDirectory.createFile(file);
                to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
                out = to;
            }
            to.writeUTF(source);
            to.writeLong(line);
            to.writeInt(constraint.group());
            to.writeInt(length);
            to.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be written: " + e.getMessage(), e);
        }
    }

    /** Whether there is anything to look up. */
    boolean needed() {
        return out != null;
    }

    /**
     * Looks up every key.
     *
     * @param constraints what must be unique
     * @return a sentence for each record whose key no document has
     */
    List<String> run(TargetCollection collection, List<Constraint> constraints) {
        flush();
        List<String> problems = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            List<Kept> some = read(in);
            while (!some.isEmpty()) {
                for (Constraint constraint : constraints) {
                    List<Kept> kept = some.stream()
                            .filter(one -> one.group == constraint.group())
                            .toList();
                    if (!kept.isEmpty()) {
                        look(collection, constraint.fields(), kept, problems);
                    }
                }
                some = read(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be read: " + e.getMessage(), e);
        }
        return problems;
    }

    private static List<Kept> read(DataInputStream in) throws IOException {
        List<Kept> kept = new ArrayList<>();
        try {
            while (kept.size() < KEYS) {
                String source = in.readUTF();
                long line = in.readLong();
                int group = in.readInt();
                byte[] key = new byte[in.readInt()];
                in.readFully(key);
                kept.add(new Kept(source, line, group, new RawBsonDocument(key)));
            }
        } catch (EOFException e) {
            // The last of them.
        }
        return kept;
    }

    private static void look(TargetCollection collection, List<String> fields, List<Kept> kept, List<String> problems) {
        KeyHasher hasher = new KeyHasher(0);
        Set<ByteBuffer> there = new HashSet<>();
        Set<List<BsonValue>> keys =
                kept.stream().map(one -> values(one, fields)).collect(Collectors.toSet());
        collection
                .fields()
                .find(
                        fields,
                        new ArrayList<>(keys),
                        false,
                        found -> there.add(ByteBuffer.wrap(hasher.canonical(found, fields))));
        for (Kept one : kept) {
            List<String> flat = List.copyOf(one.key.keySet());
            boolean found = there.contains(ByteBuffer.wrap(canonical(hasher, one, flat)));
            if (!found && problems.size() < MAX_PROBLEMS) {
                problems.add(one.source + ", line " + one.line + ": was taken for a duplicate, but no document has "
                        + one.key.toJson()
                        + ". Was one deleted meanwhile? The record is in the reject file; load it from"
                        + " there.");
            }
        }
    }

    private static byte[] canonical(KeyHasher hasher, Kept kept, List<String> fields) {
        BsonDocument flat = new BsonDocument();
        for (int i = 0; i < fields.size(); i++) {
            flat.append("k" + i, kept.key.get(fields.get(i)));
        }
        return hasher.canonical(new RawBsonDocument(flat, CODEC), List.copyOf(flat.keySet()));
    }

    private static List<BsonValue> values(Kept kept, List<String> fields) {
        return fields.stream().map(field -> kept.key.get(field)).toList();
    }

    private void flush() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be written: " + e.getMessage(), e);
        }
    }

    /** Deletes the file. */
    @Override
    public void close() {
        if (out != null) {
            flush();
            out = null;
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": can't be deleted: " + e.getMessage(), e);
            }
        }
    }
}
