package sluice.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import sluice.csv.ChunkSize;
import sluice.csv.Dialect;

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

    private static Map<String, Object> collection(CollectionPlan plan) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("files", plan.files().size() == 1 ? plan.files().get(0) : new ArrayList<>(plan.files()));
        List<String> names = plan.columnNames();
        if (names != null) {
            map.put("header", new ArrayList<>(names));
        }
        Map<String, Object> dialect = dialect(plan.dialect());
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
        Map<String, Object> columns = new LinkedHashMap<>();
        plan.columns().forEach((name, column) -> {
            Map<String, Object> differs = new LinkedHashMap<>();
            if (column.type() != null) {
                differs.put("type", column.type().word());
            }
            if (column.name() != null) {
                differs.put("name", column.name());
            }
            columns.put(name, differs);
        });
        if (!columns.isEmpty()) {
            map.put("columns", columns);
        }
        if (plan.drop()) {
            map.put("drop", true);
        }
        return map;
    }

    private static Map<String, Object> dialect(Dialect dialect) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (dialect.delimiter() != ',') {
            map.put("delimiter", dialect.delimiter() == '\t' ? "tab" : text(dialect.delimiter()));
        }
        if (dialect.quote() == Dialect.NONE) {
            map.put("quote", "none");
        } else {
            if (dialect.quote() != '"') {
                map.put("quote", text(dialect.quote()));
            }
            if (dialect.escape() != dialect.quote()) {
                map.put("escape", text(dialect.escape()));
            }
        }
        return map;
    }

    private static String text(int value) {
        return String.valueOf((char) (value & 0xff));
    }

    private static Map<String, Object> settings(LoadSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
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
        return map;
    }
}
