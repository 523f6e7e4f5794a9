package sluice.report;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.outcome.Counts;

/** The summary as JSON, version {@value #VERSION}; its schema is published as {@code docs/summary.schema.json}. */
public final class SummaryJson {
    /** Rises when a reader of the last version could be misled. */
    public static final int VERSION = 1;

    private static final JsonWriterSettings INDENTED = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private SummaryJson() {}

    /** The summary as indented JSON. */
    public static String of(LoadSummary summary) {
        return document(summary).toJson(INDENTED) + "\n";
    }

    static BsonDocument document(LoadSummary summary) {
        BsonDocument json = new BsonDocument("version", new BsonInt32(VERSION))
                .append("operation", new BsonString(summary.operation()))
                .append("status", new BsonString(summary.status().words()))
                .append("resumable", BsonBoolean.valueOf(summary.resumable()))
                .append(
                        "problems",
                        new BsonArray(
                                summary.problems().stream().map(BsonString::new).toList()))
                .append(
                        "notes",
                        new BsonArray(
                                summary.notes().stream().map(BsonString::new).toList()))
                .append("started", new BsonString(summary.started().toString()))
                .append("server", new BsonString(summary.server()))
                .append("plan", new BsonString(summary.plan()))
                .append("database", new BsonString(summary.database()))
                .append("settings", settings(summary.settings()))
                .append("totals", totals(summary))
                .append("seconds", seconds(summary.times()))
                .append("writeLatencyMillis", latency(summary.latency()))
                .append(
                        "collections",
                        new BsonArray(summary.collections().stream()
                                .map(SummaryJson::collection)
                                .toList()));
        BsonDocument rejects = new BsonDocument();
        summary.rejectsByCode()
                .forEach((code, group) -> rejects.append(
                        code,
                        new BsonDocument("count", new BsonInt64(group.count()))
                                .append("example", new BsonString(group.example()))));
        json.append("rejects", rejects);
        List<BsonDocument> timeline =
                summary.timeline().stream().map(SummaryJson::sample).toList();
        return json.append("timeline", new BsonArray(timeline));
    }

    private static BsonDocument settings(LoadSummary.Settings settings) {
        return new BsonDocument("linear", BsonBoolean.valueOf(settings.linear()))
                .append("workers", new BsonInt32(settings.workers()))
                .append("chunkSize", new BsonString(settings.chunkSize()))
                .append("batchSize", new BsonInt32(settings.batchSize()))
                .append("keyBytes", new BsonInt64(settings.keyBytes()));
    }

    private static BsonDocument totals(LoadSummary summary) {
        BsonDocument json = new BsonDocument();
        append(json, summary.records(), summary.counts(), summary.rejected());
        return json.append("bytes", new BsonInt64(summary.bytes()))
                .append("recordsPerSecond", number(summary.recordsPerSecond()))
                .append("bytesPerSecond", number(summary.bytesPerSecond()));
    }

    private static BsonDocument seconds(LoadSummary.Times times) {
        return new BsonDocument("program", number(times.program()))
                .append("load", number(times.load()))
                .append("overhead", number(times.overhead()));
    }

    private static BsonDocument latency(LoadSummary.Latency latency) {
        return new BsonDocument("batches", new BsonInt64(latency.batches()))
                .append("p50", number(latency.p50()))
                .append("p95", number(latency.p95()))
                .append("p99", number(latency.p99()))
                .append("max", number(latency.max()));
    }

    private static BsonDocument collection(CollectionSummary collection) {
        BsonDocument types = new BsonDocument();
        collection.types().forEach((column, type) -> types.append(column, new BsonString(type)));
        BsonDocument json = new BsonDocument("name", new BsonString(collection.name()))
                .append("mode", new BsonString(collection.mode()))
                .append("countBefore", new BsonInt64(collection.countBefore()))
                .append("countAfter", new BsonInt64(collection.countAfter()))
                .append("exact", BsonBoolean.valueOf(collection.exact()))
                .append("elapsedSeconds", number(collection.elapsedSeconds()))
                .append("indexSeconds", number(collection.indexSeconds()));
        append(json, collection.records(), collection.counts(), collection.rejected());
        return json.append("types", types)
                .append(
                        "sources",
                        new BsonArray(collection.sources().stream()
                                .map(SummaryJson::source)
                                .toList()));
    }

    private static BsonDocument source(SourceSummary source) {
        BsonDocument json =
                new BsonDocument("name", new BsonString(source.name())).append("bytes", new BsonInt64(source.bytes()));
        append(json, source.records(), source.counts(), source.rejected());
        BsonDocument recovered = new BsonDocument();
        source.recovered().counts().forEach((kind, count) -> recovered.append(kind.name(), new BsonInt64(count)));
        if (!recovered.isEmpty()) {
            json.append("recovered", recovered);
        }
        return json.append("rejects", textOrNull(source.rejects())).append("reasons", textOrNull(source.reasons()));
    }

    private static void append(BsonDocument json, long records, Counts counts, long rejected) {
        json.append("records", new BsonInt64(records))
                .append("inserted", new BsonInt64(counts.inserted()))
                .append("matched", new BsonInt64(counts.matched()))
                .append("modified", new BsonInt64(counts.modified()))
                .append("deleted", new BsonInt64(counts.deleted()))
                .append("skipped", new BsonInt64(counts.skipped()))
                .append("alreadyThere", new BsonInt64(counts.alreadyThere()))
                .append("rejected", new BsonInt64(rejected));
    }

    private static BsonDocument sample(Timeline.Sample sample) {
        return new BsonDocument("seconds", number(sample.seconds()))
                .append("records", new BsonInt64(sample.records()))
                .append("bytes", new BsonInt64(sample.bytes()))
                .append("rejected", new BsonInt64(sample.rejected()));
    }

    private static BsonValue textOrNull(@Nullable String text) {
        return text == null ? BsonNull.VALUE : new BsonString(text);
    }

    /** Microseconds are enough, and shorter to read than seventeen digits. */
    private static BsonDouble number(double value) {
        return new BsonDouble(Math.round(value * 1e6) / 1e6);
    }
}
