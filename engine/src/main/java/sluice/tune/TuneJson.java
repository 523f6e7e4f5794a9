package sluice.tune;

import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import sluice.csv.ChunkSize;

/** What tuning measured, as JSON, version {@value #VERSION}. */
public final class TuneJson {
    /** Rises when a reader of the last version could be misled. */
    public static final int VERSION = 1;

    private static final JsonWriterSettings INDENTED = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private TuneJson() {}

    /** The report as indented JSON. */
    public static String of(TuneReport report) {
        return document(report).toJson(INDENTED) + "\n";
    }

    static BsonDocument document(TuneReport report) {
        TuneFinding finding = report.finding();
        BsonDocument json = new BsonDocument("version", new BsonInt32(VERSION))
                .append("started", new BsonString(report.started().toString()))
                .append("seconds", number(report.seconds()))
                .append("plan", new BsonString(report.plan()))
                .append("command", new BsonString(report.command()))
                .append("server", new BsonString(report.server()))
                .append("machine", machine(report.machine()))
                .append("records", new BsonInt64(report.data().records()))
                .append("rejected", new BsonInt64(report.data().rejected()))
                .append("bytes", new BsonInt64(report.data().bytes()))
                .append("runs", new BsonInt32(report.runs()));
        BsonArray results = new BsonArray();
        report.results().forEach(result -> results.add(result(result, report)));
        BsonArray byWorkers = new BsonArray();
        finding.byWorkers()
                .forEach(result -> byWorkers.add(new BsonInt32(report.results().indexOf(result))));
        BsonArray sentences = new BsonArray();
        finding.sentences().forEach(sentence -> sentences.add(new BsonString(sentence)));
        return json.append("results", results)
                .append("recommended", new BsonInt32(report.results().indexOf(finding.recommended())))
                .append("fastestByWorkers", byWorkers)
                .append("defaultDoesAsWell", BsonBoolean.valueOf(finding.defaultDoes()))
                .append("finding", sentences);
    }

    private static BsonDocument machine(TuneReport.Machine machine) {
        return new BsonDocument("system", new BsonString(machine.system()))
                .append("processor", new BsonString(machine.processor()))
                .append("cores", new BsonInt32(machine.cores()))
                .append("memoryBytes", new BsonInt64(machine.memoryBytes()))
                .append("heapBytes", new BsonInt64(machine.heapBytes()))
                .append("java", new BsonString(machine.java()))
                .append("sluice", new BsonString(machine.sluice()));
    }

    private static BsonDocument result(TuneResult result, TuneReport report) {
        TuneSetting setting = result.setting();
        boolean rows = setting.chunkSize().unit() == ChunkSize.Unit.RECORDS;
        BsonArray seconds = new BsonArray();
        result.seconds().forEach(one -> seconds.add(number(one)));
        double bytesPerRecord = report.data().bytesPerRecord();
        return new BsonDocument("kind", new BsonString(setting.kind().word()))
                .append("workers", new BsonInt32(setting.workers()))
                .append("chunkSize", new BsonInt32(setting.chunkSize().count()))
                .append("chunkUnit", new BsonString(rows ? "rows" : "bytes"))
                .append("chunk", new BsonString(setting.showChunk()))
                .append("chunkRows", number(setting.bytes(bytesPerRecord) / bytesPerRecord))
                .append("seconds", seconds)
                .append("medianSeconds", number(result.medianSeconds()))
                .append("rowsPerSecond", number(result.rate()))
                .append("slowestRowsPerSecond", number(result.slowest()))
                .append("fastestRowsPerSecond", number(result.fastest()))
                .append("speedUp", number(result.speedUp(report.baseline())));
    }

    private static BsonDouble number(double value) {
        return new BsonDouble(Math.round(value * 1e6) / 1e6);
    }
}
