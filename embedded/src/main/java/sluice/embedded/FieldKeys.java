package sluice.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes an index's keys out of a document: one, or one per element where a field is an array. */
final class FieldKeys {
    private static final int USUAL_SIZE = 40;

    private final byte[][][] paths;
    private final boolean sparse;

    FieldKeys(List<String> paths, boolean sparse) {
        this.paths = paths.stream()
                .map(path -> Arrays.stream(path.split("\\.", -1))
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new))
                .toArray(byte[][][]::new);
        this.sparse = sparse;
    }

    int fields() {
        return paths.length;
    }

    /** Returns the keys without repeats; none where the index is sparse and the document has none of its fields. */
    List<byte[]> of(byte[] document) {
        KeyBytes single = new KeyBytes(USUAL_SIZE);
        boolean any = false;
        for (byte[][] path : paths) {
            int element = find(document, 0, path[0]);
            if (element >= 0) {
                byte type = document[element];
                if (type == 0x04 || (path.length > 1 && type == 0x03)) {
                    return ofNested(document);
                }
                any |= path.length == 1;
                if (path.length == 1) {
                    single.value(document, type, valueOf(document, element));
                    continue;
                }
            }
            single.nothing();
        }
        return sparse && !any ? List.of() : List.of(single.toArray());
    }

    private List<byte[]> ofNested(byte[] document) {
        List<byte[]> keys = List.of(new byte[0]);
        boolean any = false;
        boolean array = false;
        for (byte[][] path : paths) {
            Values values = new Values(document);
            values.collect(0, path, 0);
            if (values.array && array) {
                throw new MongoServerError(171, "CannotIndexParallelArrays", "cannot index parallel arrays");
            }
            array |= values.array;
            any |= values.present;
            List<byte[]> longer = new ArrayList<>();
            for (byte[] key : keys) {
                for (byte[] value : values.keys) {
                    longer.add(new KeyBytes(key.length + value.length)
                            .key(key)
                            .key(value)
                            .toArray());
                }
            }
            keys = longer;
        }
        return sparse && !any ? List.of() : keys;
    }

    /** Returns the beginning of all keys whose first fields have these values. */
    static byte[] prefix(List<?> values) {
        KeyBytes key = new KeyBytes(USUAL_SIZE);
        for (Object value : values) {
            byte[] wrapped = BsonWriter.document(new Document("", value));
            key.value(wrapped, wrapped[4], 6);
        }
        return key.toArray();
    }

    /** Returns the fields and values of an index as they stand in a document, for people. */
    static Document describe(byte[] document, List<String> paths) {
        Document decoded = BsonReader.document(document);
        Document values = new Document();
        for (String path : paths) {
            Object value = Utils.getSubdocumentValueCollectionAware(decoded, path);
            values.put(path, value instanceof Missing ? null : value);
        }
        return values;
    }

    static int find(byte[] bytes, int document, byte[] name) {
        int at = document + 4;
        while (bytes[at] != 0) {
            int nameEnd = BsonReader.nameEnd(bytes, at + 1);
            if (Arrays.equals(bytes, at + 1, nameEnd, name, 0, name.length)) {
                return at;
            }
            at = BsonReader.skip(bytes, bytes[at], nameEnd + 1);
        }
        return -1;
    }

    static int valueOf(byte[] bytes, int element) {
        return BsonReader.nameEnd(bytes, element + 1) + 1;
    }

    /** The values at one path, through documents and arrays. */
    private static final class Values {
        private final byte[] bytes;
        private final TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        private boolean array;
        private boolean present;

        Values(byte[] bytes) {
            this.bytes = bytes;
        }

        void collect(int document, byte[][] path, int depth) {
            int element = find(bytes, document, path[depth]);
            if (element < 0) {
                keys.add(new KeyBytes(1).nothing().toArray());
                return;
            }
            boolean last = depth == path.length - 1;
            byte type = bytes[element];
            int value = valueOf(bytes, element);
            if (type == 0x04) {
                array = true;
                elements(value, last ? null : path, depth);
            } else if (last) {
                add(type, value);
            } else if (type == 0x03) {
                collect(value, path, depth + 1);
            } else {
                keys.add(new KeyBytes(1).nothing().toArray());
            }
        }

        private void elements(int start, byte @Nullable [][] path, int depth) {
            int at = start + 4;
            if (bytes[at] == 0) {
                present |= path == null;
                keys.add(
                        path == null
                                ? new KeyBytes(1).emptyArray().toArray()
                                : new KeyBytes(1).nothing().toArray());
            }
            while (bytes[at] != 0) {
                byte type = bytes[at];
                int value = valueOf(bytes, at);
                if (path == null) {
                    add(type, value);
                } else if (type == 0x03) {
                    collect(value, path, depth + 1);
                } else {
                    keys.add(new KeyBytes(1).nothing().toArray());
                }
                at = BsonReader.skip(bytes, type, value);
            }
        }

        private void add(byte type, int value) {
            present = true;
            keys.add(new KeyBytes(USUAL_SIZE).value(bytes, type, value).toArray());
        }
    }
}
