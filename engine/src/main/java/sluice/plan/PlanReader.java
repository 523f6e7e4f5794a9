package sluice.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import sluice.csv.ChunkSize;
import sluice.csv.Dialect;

/** Reads a plan from YAML 1.2. */
public final class PlanReader {
    private final PlanFile file = new PlanFile();

    private PlanReader() {}

    /**
     * Reads a plan file.
     *
     * @throws PlanException with every mistake found
     */
    public static Plan read(Path path) {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException e) {
            throw failed(path, "no such file.");
        } catch (CharacterCodingException e) {
            throw failed(path, "is not UTF-8 text.");
        } catch (IOException e) {
            throw failed(path, "can't be read: " + e.getMessage());
        }
        Path parent = path.toAbsolutePath().getParent();
        return parse(text, path.toString(), parent == null ? path.toAbsolutePath() : parent);
    }

    /**
     * Reads a plan from text.
     *
     * @param origin its name in messages
     * @param directory what relative paths start from
     * @throws PlanException with every mistake found
     */
    public static Plan parse(String text, String origin, Path directory) {
        return new PlanReader().plan(text, origin, directory);
    }

    private static PlanException failed(Path path, String message) {
        return new PlanException(path.toString(), List.of(new PlanProblem(0, "", message)));
    }

    private Plan plan(String text, String origin, Path directory) {
        Optional<Node> node = file.parse(text);
        List<CollectionPlan> collections = new ArrayList<>();
        String database = "";
        LoadSettings settings = LoadSettings.DEFAULT;
        if (node.isPresent()) {
            PlanNode root = PlanNode.of(file, "", node.get(), PlanKeys.PLAN);
            database = root.parsed("database", Names::database).orElse("");
            root.mappings("collections").forEach((name, mapping) -> collections.add(collection(name, mapping)));
            settings = settings(root.mapping("load"));
            if (collections.isEmpty() && file.problems().isEmpty()) {
                file.note("collections", "names no collection.");
            }
        }
        List<PlanProblem> problems = file.problems();
        if (!problems.isEmpty()) {
            throw new PlanException(origin, problems);
        }
        return new Plan(origin, directory, database, collections, settings, file.lines());
    }

    private CollectionPlan collection(String name, PlanNode node) {
        try {
            Names.collection(name);
        } catch (IllegalArgumentException e) {
            file.note(node.child("").replaceAll("\\.$", ""), String.valueOf(e.getMessage()));
        }
        Optional<String> id = node.text("id");
        List<String> key = node.list("key");
        node.choice("mode");
        return new CollectionPlan(
                name,
                node.list("files"),
                dialect(node.mapping("dialect")),
                columnNames(node),
                key,
                id.orElse(null),
                node.choice("types").map(PlanReader::typeMode).orElse(TypeMode.INFER),
                columns(node),
                node.flag("drop").orElse(false));
    }

    private @Nullable List<String> columnNames(PlanNode node) {
        Optional<List<String>> names = node.flagOrList(
                "header",
                flag -> {
                    if (!flag) {
                        file.note(
                                node.child("header"),
                                "without a header the columns need names: write them as a list, header: [a, b].");
                    }
                    return List.of();
                },
                list -> list);
        return names.filter(list -> !list.isEmpty()).orElse(null);
    }

    private static TypeMode typeMode(String word) {
        return word.equals(TypeMode.STRING.word()) ? TypeMode.STRING : TypeMode.INFER;
    }

    private static Map<String, ColumnPlan> columns(PlanNode node) {
        Map<String, ColumnPlan> columns = new LinkedHashMap<>();
        node.mappings("columns").forEach((name, column) -> {
            ValueType type = column.choice("type").map(PlanReader::valueType).orElse(null);
            columns.put(
                    name,
                    new ColumnPlan(type, column.parsed("name", Names::fieldPath).orElse(null)));
        });
        return columns;
    }

    private static ValueType valueType(String word) {
        return Stream.of(ValueType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private Dialect dialect(PlanNode node) {
        Dialect.Builder builder = Dialect.builder();
        node.parsed("delimiter", text -> builder.delimiter(DialectNames.delimiter(text)));
        node.parsed("quote", text -> DialectNames.quote(builder, text));
        node.parsed("escape", text -> builder.escape(DialectNames.character("escape", text)));
        node.choice("encoding");
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            file.note(node.child("delimiter").replaceAll("\\.delimiter$", ""), e.getMessage() + ".");
            return Dialect.RFC_4180;
        }
    }

    private static LoadSettings settings(PlanNode node) {
        int cores = Runtime.getRuntime().availableProcessors();
        ChunkSize chunkSize = node.parsed("chunkSize", Sizes::chunkSize).orElse(null);
        Integer workers =
                node.parsed("workers", text -> Sizes.workers(text, cores)).orElse(null);
        return new LoadSettings(
                workers,
                chunkSize,
                node.parsed("batchSize", Sizes::batchSize).orElse(LoadSettings.DEFAULT_BATCH_SIZE),
                false,
                node.parsed("maxErrors", ErrorLimit::parse).orElse(ErrorLimit.UNLIMITED));
    }
}
