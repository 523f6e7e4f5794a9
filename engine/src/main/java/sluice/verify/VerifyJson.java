package sluice.verify;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import sluice.verify.VerifyReport.CollectionVerdict;

/** A report as JSON. */
final class VerifyJson {
    private static final int VERSION = 1;

    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private VerifyJson() {}

    static String of(VerifyReport report) {
        BsonArray collections = new BsonArray();
        report.collections().forEach(one -> collections.add(collection(one)));
        BsonDocument head = new BsonDocument("version", new BsonInt32(VERSION))
                .append("equal", BsonBoolean.valueOf(report.equal()))
                .append("database", new BsonString(report.database()))
                .append("seconds", new BsonDouble(report.seconds()))
                .append("collections", collections);
        String text = head.toJson(RELAXED);
        // The values of documents need their types, the numbers above don't.
        String differences = String.join(
                ", ", report.differences().stream().map(Difference::json).toList());
        return text.substring(0, text.length() - 1) + ", \"differences\": [" + differences + "]}";
    }

    private static BsonDocument collection(CollectionVerdict one) {
        BsonArray notes = new BsonArray();
        one.notes().forEach(note -> notes.add(new BsonString(note)));
        return new BsonDocument("name", new BsonString(one.name()))
                .append("mode", new BsonString(one.mode()))
                .append("equal", BsonBoolean.valueOf(one.equal()))
                .append("expected", new BsonInt64(one.expected()))
                .append("found", new BsonInt64(one.found()))
                .append("missing", new BsonInt64(one.missing()))
                .append("extra", new BsonInt64(one.extra()))
                .append("different", new BsonInt64(one.different()))
                .append("expectedHash", new BsonString(one.expectedHash()))
                .append("foundHash", new BsonString(one.foundHash()))
                .append("rounds", new BsonInt32(one.rounds()))
                .append("notes", notes)
                .append("seconds", new BsonDouble(one.seconds()));
    }
}
