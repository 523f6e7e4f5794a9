package sluice.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.bson.DocumentLayout.Form;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyGroup;
import sluice.bson.KeyHasher;
import sluice.bson.StatementForm;
import sluice.bson.Statements;
import sluice.csv.Chunk;
import sluice.csv.Dialect;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;

/**
 * Records of tables: a letter for the key and a digit for the value, such as {@code a1 b1 a2}. The key is the field
 * {@code k}, or {@code _id}.
 */
final class Letters {
    static final KeyHasher HASHER = new KeyHasher(1);
    private static final DocumentIds IDS = new DocumentIds(1, 1);

    private Letters() {}

    /** The documents of some records. */
    static EncodedChunk documents(String records, boolean generatedIds) {
        return encode(records, Form.DOCUMENT, generatedIds).encoded;
    }

    /** A batch with the statements of some records. */
    static LaneBatch statements(String records, WriteMode mode, boolean generatedIds) {
        Form form = switch (mode) {
            case INSERT -> Form.DOCUMENT;
            case UPSERT -> Form.REPLACEMENT;
            case MERGE -> Form.FIELDS;
            case DELETE -> Form.KEY;
        };
        Encoded encoded = encode(records, form, generatedIds);
        Statements statements = new Statements(
                new StatementForm(mode, List.of(keyField(generatedIds)), IDS, generatedIds), encoded.chunk);
        LaneBatch batch = new LaneBatch();
        for (int i = 0; i < encoded.encoded.count(); i++) {
            statements.add(encoded.encoded, i);
            batch.add(statements, i);
        }
        return batch;
    }

    private record Encoded(Chunk chunk, EncodedChunk encoded) {}

    private static Encoded encode(String records, Form form, boolean generatedIds) {
        String csv = Arrays.stream(records.split(" ", -1))
                .map(record -> record.charAt(0) + "," + record.substring(1) + "\n")
                .collect(Collectors.joining());
        DocumentLayout layout = new DocumentLayout(
                List.of(
                        new DocumentLayout.Column("k", List.of("k"), ValueType.STRING),
                        new DocumentLayout.Column("v", List.of("v"), ValueType.INT)),
                List.of(),
                List.of(0),
                generatedIds ? -1 : 0,
                form,
                List.of(new KeyGroup(List.of(0), false)));
        Chunk chunk = new Chunk(0, 0, 1, csv.getBytes(UTF_8));
        EncodedChunk encoded = new EncodedChunk();
        new DocumentEncoder(layout, IDS, Dialect.RFC_4180, HASHER).encode(chunk, encoded);
        return new Encoded(chunk, encoded);
    }

    static String keyField(boolean generatedIds) {
        return generatedIds ? "k" : "_id";
    }

    /** Documents as the server would give them back. */
    static List<RawBsonDocument> stored(String records, boolean generatedIds) {
        EncodedChunk encoded = documents(records, generatedIds);
        List<RawBsonDocument> documents = new ArrayList<>();
        for (int i = 0; i < encoded.count(); i++) {
            documents.add(
                    new RawBsonDocument(encoded.document(i).decode(new BsonDocumentCodec()), new BsonDocumentCodec()));
        }
        return documents;
    }

    /** What a command holds, as records. */
    static String records(BsonDocument command) {
        return command.entrySet().stream()
                .filter(field -> List.of("documents", "updates", "deletes").contains(field.getKey()))
                .flatMap(field -> field.getValue().asArray().stream())
                .map(value -> record(value.asDocument()))
                .collect(Collectors.joining(" "));
    }

    private static String record(BsonDocument part) {
        if (!part.containsKey("q")) {
            return key(part) + number(part);
        }
        BsonDocument key = part.getDocument("q").values().iterator().next().asDocument();
        BsonDocument update = part.getDocument("u", new BsonDocument());
        BsonDocument fields = update.getDocument("$set", update);
        return Objects.requireNonNull(key.get("$eq")).asString().getValue() + number(fields);
    }

    private static String key(BsonDocument document) {
        BsonValue key = document.containsKey("k") ? document.get("k") : document.get("_id");
        return Objects.requireNonNull(key).asString().getValue();
    }

    private static String number(BsonDocument fields) {
        return fields.containsKey("v") ? String.valueOf(fields.getNumber("v").intValue()) : "";
    }
}
