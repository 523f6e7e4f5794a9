package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;

/** A plan that is written is read back equal, whatever it says. */
class PlanRoundTripTest {
    private static final String EVERYTHING = """
            database: shop
            collections:
              parents:
                files: parents.csv
                id: id
                trim: true
                nulls: ['NULL', '', 'n/a']
                blank: omit
                timezone: Europe/Berlin
                columns:
                  id: { type: objectId }
                  tags: { type: int, split: '; ', trim: false, nulls: [], blank: 'null' }
                  born: { type: date, format: 'dd.MM.yyyy', timezone: '+02:00' }
                  seen: { type: date, format: epoch }
                constants:
                  batch: 7
                  big: 5000000000
                  small: { $numberLong: '7' }
                  price: { $numberDecimal: '1.50' }
                  at: { $date: '2026-01-01T00:00:00Z' }
                  text: 'true'
                  no: null
                  list: [1, a, { b: 1.5 }]
                  source.name: $source
                  source.line: $line
                mode: upsert
                ifChanged: true
                indexes:
                  - keys: { born: 1, tags: -1 }
                    unique: true
                    name: by_birth
                  - keys: { text: text }
                    weights: { text: 3 }
                    default_language: german
                  - keys: { seen: 1 }
                    expireAfterSeconds: 3600
                    partialFilterExpression: { batch: { $gt: 3 } }
                    collation: { locale: de, strength: 2 }
                    sparse: false
                    hidden: true
              children:
                files: children.csv
                relabel: [a, b]
                label: child
                blank: reject
                nested: true
                truncate: millis
                trueWords: [t, yes]
                falseWords: [f, no]
                columns:
                  b: { contains: '@' }
                  c: { type: decimal, format: "1'234,5" }
                  d: { type: bool, trueWords: ja, falseWords: nein, name: "x.flags[0]" }
                  e: { type: date, truncate: none, format: 'yyyy-MM-dd HH:mm:ss[.SSSSSS]X' }
                key: [a, b]
                onDuplicate: skip
                references:
                  a: parents
                  b: { collection: elsewhere, field: x.y, onDelete: cascade }
            queries:
              find:
                help: Some of them.
                collection: parents
                parameters:
                  least: { type: int, help: How many., default: '3' }
                  name: string
                filter: { n: { $gte: { $parameter: least } }, name: { $parameter: name } }
                projection: { _id: 0, n: 1 }
                sort: { n: -1 }
                limit: 5
              group:
                collection: children
                parameters: { d: date }
                pipeline:
                  - { $match: { at: { $lt: { $parameter: d } }, x: { $regex: '^a' } } }
                  - { $group: { _id: $a, n: { $sum: 1 } } }
            load:
              lanes: 3
              keyMemory: 2GiB
            """;

    @Test
    void everyKeyIsReadBack() {
        Plan plan = read(EVERYTHING);
        CollectionPlan parents = plan.collections().get(0);
        assertThat(parents.shape().constants()).hasSize(10);
        assertThat(parents.write().indexes()).hasSize(3);
        assertThat(parents.column("tags").cells().nulls()).isEmpty();
        assertThat(plan.collections().get(1).write().references())
                .containsExactly(
                        new Reference("a", "parents", null),
                        new Reference("b", "elsewhere", "x.y", Reference.OnDelete.CASCADE));
        assertThat(plan.queries()).extracting(QueryPlan::name).containsExactly("find", "group");
        assertReadBack(plan);
    }

    @Test
    void randomPlansAreReadBack() {
        Property.named("a plan that is written is read back equal")
                .cases(500)
                .check(PlanRoundTripTest::plan, text -> assertReadBack(read(text)));
    }

    @Test
    void aPlanOfManyColumnsIsReadBack() {
        Map<String, ColumnPlan> columns = new LinkedHashMap<>();
        for (int i = 0; i < 120_000; i++) {
            columns.put("measurement_" + i, ColumnPlan.DEFAULT.withType(ValueType.DOUBLE));
        }
        columns.put("long".repeat(2_000), ColumnPlan.DEFAULT.withType(ValueType.INT));
        Plan plan = read("database: d\ncollections: { c: { files: a.csv } }\n")
                .mapCollections(collection -> collection.withColumns(columns));
        assertThat(PlanWriter.toYaml(plan)).hasSizeGreaterThan(3 << 20);
        assertReadBack(plan);
    }

    private static void assertReadBack(Plan plan) {
        Plan again = read(PlanWriter.toYaml(plan));
        assertThat(again.collections()).isEqualTo(plan.collections());
        assertThat(again.queries()).isEqualTo(plan.queries());
        assertThat(again.settings()).isEqualTo(plan.settings());
        assertThat(again.database()).isEqualTo(plan.database());
    }

    private static Plan read(String text) {
        return PlanReader.parse(text, "plan.yaml", Path.of("."));
    }

    private static String plan(Gen gen) {
        StringBuilder text = new StringBuilder("database: d\ncollections:\n");
        int collections = gen.between(1, 3);
        for (int i = 0; i < collections; i++) {
            List<String> keys = new ArrayList<>(List.of("files: " + quoted(gen.string(8)), "key: k"));
            keys.addAll(cells(gen));
            boolean insert = gen.chance(50);
            keys.add(
                    insert
                            ? "onDuplicate: " + gen.oneOf(words(OnDuplicate.values()))
                            : "mode: " + gen.oneOf("upsert", "merge"));
            keys.add("ifChanged: " + (!insert && gen.chance(50)));
            keys.add("columns: { " + String.join(", ", columns(gen)) + " }");
            keys.add("constants: { " + String.join(", ", constants(gen)) + " }");
            keys.add("references: { " + (i == 0 ? "r: { collection: x, field: y }" : "r: c" + (i - 1)) + " }");
            keys.add("indexes: [{ keys: { a.b: " + gen.oneOf("1", "-1", "text", "hashed") + " }, unique: "
                    + gen.chance(50) + " }]");
            text.append("  c").append(i).append(":\n");
            keys.forEach(key -> text.append("    ").append(key).append("\n"));
        }
        if (gen.chance(50)) {
            text.append("load: { lanes: ").append(gen.between(1, 1024));
            text.append(", keyMemory: ").append(gen.between(64, 4096)).append("MiB }\n");
        }
        return text.toString();
    }

    private static List<String> columns(Gen gen) {
        Set<String> names = new LinkedHashSet<>(gen.list(4, one -> one.string(6)));
        return names.stream()
                .map(name -> {
                    List<String> options = cells(gen);
                    if (gen.chance(30)) {
                        options.add("type: date");
                        options.add(
                                "format: " + gen.oneOf("epoch", "epochMillis", "'dd.MM.yyyy'", "\"uuuu-MM-dd'T'HH\""));
                    } else {
                        options.add("type: " + gen.oneOf("int", "string", "json", "skip"));
                    }
                    if (gen.chance(30)) {
                        options.add("split: " + quoted(gen.string(3) + ";"));
                    }
                    return quoted(name) + ": { " + String.join(", ", options) + " }";
                })
                .toList();
    }

    private static List<String> constants(Gen gen) {
        Set<String> names = new LinkedHashSet<>(gen.list(4, one -> one.string(5, "abc")));
        names.remove("");
        return names.stream()
                .map(name -> name + ": "
                        + gen.oneOf(
                                "$line",
                                "$$5.00",
                                "$source",
                                String.valueOf(gen.anyLong()),
                                String.valueOf(gen.anyInt()),
                                gen.anyInt() + ".25",
                                "'1'",
                                "{ $date: '2026-01-01T00:00:00.5Z' }",
                                "{ a: [1, 2.0, null, { b: '' }] }",
                                quoted("x" + gen.string(6))))
                .toList();
    }

    private static List<String> cells(Gen gen) {
        List<String> cells = new ArrayList<>();
        if (gen.chance(30)) {
            cells.add("trim: " + gen.chance(50));
        }
        if (gen.chance(30)) {
            cells.add("nulls: [" + String.join(", ", gen.list(3, one -> quoted(one.string(4)))) + "]");
        }
        if (gen.chance(30)) {
            cells.add("blank: '" + gen.oneOf("keep", "null", "omit", "reject") + "'");
        }
        if (gen.chance(30)) {
            cells.add("timezone: " + gen.oneOf("Europe/Berlin", "UTC", "Z", "'+02:00'"));
        }
        return cells;
    }

    private static List<String> words(OnDuplicate[] values) {
        return List.of(values).stream().map(OnDuplicate::word).toList();
    }

    /** Text as YAML's double-quoted scalar. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append("\\U%08x".formatted(c)));
        return quoted.append('"').toString();
    }
}
