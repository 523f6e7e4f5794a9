package sluice.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import sluice.csv.ChunkSize;
import sluice.csv.Parsing;
import sluice.csv.Ragged;

/** Writes a plan as YAML that {@link PlanReader} reads back to an equal plan, but for the lines. */
public final class PlanWriter {
    private PlanWriter() {}

    /** The plan as YAML; what has its default is left out. */
    public static String toYaml(Plan plan) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("database", plan.database());
        Map<String, Object> collections = new LinkedHashMap<>();
        plan.collections().forEach(collection -> collections.put(collection.name(), collection(collection)));
        root.put("collections", collections);
        Map<String, Object> queries = new LinkedHashMap<>();
        plan.queries().forEach(query -> queries.put(query.name(), query(query)));
        if (!queries.isEmpty()) {
            root.put("queries", queries);
        }
        Map<String, Object> load = settings(plan.settings());
        if (!load.isEmpty()) {
            root.put("load", load);
        }
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(2)
                .build();
        return new Dump(settings).dumpToString(root);
    }

    private static Map<String, Object> query(QueryPlan query) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!query.help().isEmpty()) {
            map.put("help", query.help());
        }
        map.put("collection", query.collection());
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (QueryPlan.Parameter parameter : query.parameters()) {
            Map<String, Object> one =
                    new LinkedHashMap<>(Map.of("type", parameter.type().word()));
            if (!parameter.help().isEmpty()) {
                one.put("help", parameter.help());
            }
            if (parameter.otherwise() != null) {
                one.put("default", parameter.otherwise());
            }
            parameters.put(parameter.name(), one);
        }
        if (!parameters.isEmpty()) {
            map.put("parameters", parameters);
        }
        if (query.body() instanceof QueryPlan.Find find) {
            Map<String, BsonDocument> parts = new LinkedHashMap<>();
            parts.put("filter", find.filter());
            parts.put("projection", find.projection());
            parts.put("sort", find.sort());
            parts.forEach((name, part) -> {
                if (!part.isEmpty()) {
                    map.put(name, PlanValues.toYaml(part));
                }
            });
            if (find.limit() > 0) {
                map.put("limit", find.limit());
            }
        } else if (query.body() instanceof QueryPlan.Pipeline pipeline) {
            map.put(
                    "pipeline",
                    new ArrayList<>(
                            pipeline.stages().stream().map(PlanValues::toYaml).toList()));
        }
        return map;
    }

    private static Map<String, Object> collection(CollectionPlan plan) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("files", plan.files().size() == 1 ? plan.files().get(0) : new ArrayList<>(plan.files()));
        List<String> names = plan.columnNames();
        if (names != null) {
            map.put("header", new ArrayList<>(names));
        }
        if (plan.input().sameColumns()) {
            map.put("sameColumns", true);
        }
        if (plan.input().relabel() != null) {
            map.put("relabel", new ArrayList<>(plan.input().relabel()));
        }
        if (plan.label() != null) {
            map.put("label", plan.label());
        }
        Map<String, Object> dialect = dialect(plan.input());
        if (!dialect.isEmpty()) {
            map.put("dialect", dialect);
        }
        if (!plan.key().isEmpty()) {
            map.put("key", plan.key().size() == 1 ? plan.key().get(0) : new ArrayList<>(plan.key()));
        }
        if (plan.id() != null) {
            map.put("id", plan.id());
        }
        map.put("types", plan.types().word());
        cells(map, plan.shape().cells());
        if (plan.shape().nested()) {
            map.put("nested", true);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        plan.columns().forEach((name, column) -> columns.put(name, column(column)));
        if (!columns.isEmpty()) {
            map.put("columns", columns);
        }
        Map<String, @Nullable Object> constants = new LinkedHashMap<>();
        plan.shape().constants().forEach(constant -> constants.put(constant.field(), constant(constant)));
        if (!constants.isEmpty()) {
            map.put("constants", constants);
        }
        write(map, plan.write());
        return map;
    }

    private static @Nullable Object constant(Constant constant) {
        return switch (constant.kind()) {
            case SOURCE -> "$source";
            case LINE -> "$line";
            case VALUE -> literal(PlanValues.toYaml(Objects.requireNonNull(constant.value())));
        };
    }

    private static @Nullable Object literal(@Nullable Object value) {
        return value instanceof String text && text.startsWith("$") ? "$" + text : value;
    }

    private static Map<String, Object> column(ColumnPlan column) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (column.type() != null) {
            map.put("type", column.type().word());
        }
        if (column.name() != null) {
            map.put("name", column.name());
        }
        if (column.split() != null) {
            map.put("split", column.split());
        }
        if (column.format() != null) {
            map.put("format", column.format());
        }
        if (column.contains() != null) {
            map.put("contains", column.contains());
        }
        cells(map, column.cells());
        return map;
    }

    private static void cells(Map<String, @Nullable Object> map, ColumnPlan.Cells cells) {
        if (cells.trim() != null) {
            map.put("trim", cells.trim());
        }
        if (cells.nulls() != null) {
            map.put("nulls", cells.nulls());
        }
        if (cells.blank() != null) {
            map.put("blank", cells.blank().word());
        }
        if (cells.zone() != null) {
            map.put("timezone", cells.zone().getId());
        }
        if (cells.truncate() != null) {
            map.put("truncate", cells.truncate().word());
        }
        BoolWords words = cells.words();
        if (words != null) {
            map.put("trueWords", new ArrayList<>(words.trues()));
            map.put("falseWords", new ArrayList<>(words.falses()));
        }
    }

    private static void write(Map<String, @Nullable Object> map, CollectionPlan.Write write) {
        if (write.mode() != WriteMode.INSERT) {
            map.put("mode", write.mode().word());
        }
        if (write.drop().drops()) {
            map.put("drop", write.drop() == Drop.EARLY ? write.drop().word() : true);
        }
        if (write.onDuplicate() != OnDuplicate.REJECT) {
            map.put("onDuplicate", write.onDuplicate().word());
        }
        if (write.allowCapped()) {
            map.put("allowCapped", true);
        }
        if (write.ifChanged()) {
            map.put("ifChanged", true);
        }
        Map<String, Object> references = new LinkedHashMap<>();
        for (Reference reference : write.references()) {
            references.put(reference.column(), reference(reference));
        }
        if (!references.isEmpty()) {
            map.put("references", references);
        }
        List<Object> indexes = new ArrayList<>();
        for (IndexPlan index : write.indexes()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("keys", PlanValues.toYaml(index.keys()));
            index.options().forEach((name, value) -> one.put(name, PlanValues.toYaml(value)));
            indexes.add(one);
        }
        if (!indexes.isEmpty()) {
            map.put("indexes", indexes);
        }
    }

    private static Object reference(Reference reference) {
        Map<String, Object> map = new LinkedHashMap<>(Map.of("collection", reference.collection()));
        if (reference.field() != null) {
            map.put("field", reference.field());
        }
        if (reference.onDelete() != Reference.OnDelete.RESTRICT) {
            map.put("onDelete", reference.onDelete().word());
        }
        return map.size() == 1 ? reference.collection() : map;
    }

    private static Map<String, Object> dialect(CollectionPlan.Input input) {
        Map<String, Object> map = FormatText.toMap(input.format());
        RecordPolicy records = input.records();
        if (records.parsing() != Parsing.STRICT) {
            map.put("parsing", records.parsing().word());
        }
        if (records.ragged() != Ragged.REJECT) {
            map.put("ragged", records.ragged().word());
        }
        if (records.onInvalidBytes() != InvalidBytes.REJECT) {
            map.put("onInvalidBytes", records.onInvalidBytes().word());
        }
        return map;
    }

    private static Map<String, Object> settings(LoadSettings settings) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (settings.workers() != null) {
            map.put("workers", settings.workers());
        }
        ChunkSize size = settings.chunkSize();
        if (size != null) {
            map.put("chunkSize", size.unit() == ChunkSize.Unit.RECORDS ? size.count() : size.count() + "B");
        }
        if (settings.batchSize() != LoadSettings.DEFAULT_BATCH_SIZE) {
            map.put("batchSize", settings.batchSize());
        }
        if (!settings.errorLimit().equals(ErrorLimit.UNLIMITED)) {
            map.put("maxErrors", settings.errorLimit().toString());
        }
        if (settings.lanes() != null) {
            map.put("lanes", settings.lanes());
        }
        if (settings.keyMemory() != null) {
            map.put("keyMemory", settings.keyMemory() + "B");
        }
        Pace pace = settings.pace();
        if (!pace.retryFor().equals(Pace.DEFAULT_RETRY_FOR)) {
            map.put("retryFor", Sizes.showDuration(pace.retryFor()));
        }
        if (pace.docsPerSecond() != null) {
            map.put("maxDocsPerSec", pace.docsPerSecond());
        }
        if (pace.bytesPerSecond() != null) {
            map.put("maxBytesPerSec", pace.bytesPerSecond() + "B");
        }
        return map;
    }
}
