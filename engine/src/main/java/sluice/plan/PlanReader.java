package sluice.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.snakeyaml.engine.v2.nodes.Node;
import sluice.csv.ChunkSize;

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
        List<QueryPlan> queries = new ArrayList<>();
        LoadSettings settings = LoadSettings.DEFAULT;
        if (node.isPresent()) {
            PlanNode root = PlanNode.of(file, "", node.get(), PlanKeys.PLAN);
            database = root.parsed("database", Names::database).orElse("");
            root.mappings("collections").forEach((name, mapping) -> collections.add(collection(name, mapping)));
            root.mappings("queries").forEach((name, mapping) -> queries.add(QueryReader.read(name, mapping)));
            settings = settings(root.mapping("load"));
            ReferenceGraph.check(collections, file::note);
            if (collections.isEmpty() && file.problems().isEmpty()) {
                file.note("collections", "names no collection.");
            }
        }
        List<PlanProblem> problems = file.problems();
        if (!problems.isEmpty()) {
            throw new PlanException(origin, problems);
        }
        return new Plan(origin, directory, database, collections, queries, settings, file.lines());
    }

    private CollectionPlan collection(String name, PlanNode node) {
        try {
            Names.collection(name);
        } catch (IllegalArgumentException e) {
            file.note(node.child("").replaceAll("\\.$", ""), String.valueOf(e.getMessage()));
        }
        FormatReader format = FormatReader.of(file, node);
        CollectionPlan.Input input = new CollectionPlan.Input(
                node.list("files"),
                format.pins(),
                format.records(),
                format.columnNames(),
                node.has("relabel") ? node.list("relabel") : null,
                node.flag("sameColumns").orElse(false));
        if (input.columnNames() != null && input.relabel() != null) {
            node.note("relabel", "`header` names the columns already; write one of the two.");
        }
        CollectionPlan.Shape shape = new CollectionPlan.Shape(
                node.list("key"),
                node.text("id").orElse(null),
                node.choice("types").map(PlanReader::typeMode).orElse(TypeMode.INFER),
                ColumnReader.columns(node),
                ColumnReader.cells(node),
                constants(node),
                node.flag("nested").orElse(false));
        return new CollectionPlan(name, node.text("label").orElse(null), input, shape, write(node, shape));
    }

    private static CollectionPlan.Write write(PlanNode node, CollectionPlan.Shape shape) {
        WriteMode mode = word(node.choice("mode"), WriteMode.values(), WriteMode::word, WriteMode.INSERT);
        OnDuplicate onDuplicate =
                word(node.choice("onDuplicate"), OnDuplicate.values(), OnDuplicate::word, OnDuplicate.REJECT);
        Drop drop = word(node.flagOrWord("drop"), Drop.values(), Drop::word, Drop.NEVER);
        boolean ifChanged = node.flag("ifChanged").orElse(false);
        CollectionPlan.Write write = new CollectionPlan.Write(
                mode,
                drop,
                onDuplicate,
                ifChanged,
                references(node),
                indexes(node),
                node.flag("allowCapped").orElse(false));
        write.problems(shape).forEach(node::note);
        return write;
    }

    static <T> T word(Optional<String> text, T[] values, Function<T, String> word, T otherwise) {
        return Arrays.stream(values)
                .filter(value -> text.filter(word.apply(value)::equals).isPresent())
                .findFirst()
                .orElse(otherwise);
    }

    private static List<Reference> references(PlanNode node) {
        List<Reference> references = new ArrayList<>();
        node.textsOrMappings(
                        "references",
                        text -> new Reference("", text, null),
                        mapping -> new Reference(
                                "",
                                mapping.parsed("collection", Names::collection).orElse(""),
                                mapping.parsed("field", Names::fieldPath).orElse(null),
                                word(
                                        mapping.choice("onDelete"),
                                        Reference.OnDelete.values(),
                                        Reference.OnDelete::word,
                                        Reference.OnDelete.RESTRICT)))
                .forEach((column, to) ->
                        references.add(new Reference(column, to.collection(), to.field(), to.onDelete())));
        return references;
    }

    private static List<IndexPlan> indexes(PlanNode node) {
        List<IndexPlan> indexes = new ArrayList<>();
        for (PlanNode index : node.mappingList("indexes")) {
            BsonDocument keys = new BsonDocument();
            index.values("keys").forEach(keys::append);
            BsonDocument options = new BsonDocument();
            index.names().stream()
                    .filter(name -> !name.equals("keys"))
                    .forEach(name -> index.value(name).ifPresent(value -> options.append(name, value)));
            indexes.add(new IndexPlan(keys, options));
        }
        return indexes;
    }

    private static List<Constant> constants(PlanNode node) {
        List<Constant> constants = new ArrayList<>();
        node.values("constants").forEach((field, value) -> {
            String text = value.isString() ? value.asString().getValue() : "";
            try {
                Names.fieldPath(field);
            } catch (IllegalArgumentException e) {
                node.note("constants." + field, String.valueOf(e.getMessage()));
            }
            FieldNames.withDollar(value)
                    .ifPresent(name -> node.note(
                            "constants." + field,
                            "holds a field of the name " + name
                                    + ", which would be taken for an operator later: names don't start with $."));
            switch (text) {
                case "$source" -> constants.add(new Constant(field, Constant.Kind.SOURCE, null));
                case "$line" -> constants.add(new Constant(field, Constant.Kind.LINE, null));
                default -> {
                    boolean literal = text.startsWith("$$");
                    if (text.startsWith("$") && !literal) {
                        node.note(
                                "constants." + field,
                                "`" + text + "` is not known here."
                                        + Suggestions.forUnknown(text, List.of("$source", "$line"))
                                        + " A text that starts with $ is written $" + text + ".");
                    }
                    constants.add(new Constant(
                            field, Constant.Kind.VALUE, literal ? new BsonString(text.substring(1)) : value));
                }
            }
        });
        return constants;
    }

    private static TypeMode typeMode(String word) {
        return word.equals(TypeMode.STRING.word()) ? TypeMode.STRING : TypeMode.INFER;
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
                node.parsed("maxErrors", ErrorLimit::parse).orElse(ErrorLimit.UNLIMITED),
                node.parsed("lanes", Sizes::lanes).orElse(null),
                node.parsed("keyMemory", Sizes::memory).orElse(null),
                new Pace(
                        node.parsed("retryFor", Sizes::duration).orElse(Pace.DEFAULT_RETRY_FOR),
                        node.parsed("maxDocsPerSec", Sizes::docsPerSecond).orElse(null),
                        node.parsed("maxBytesPerSec", Sizes::bytesPerSecond).orElse(null)));
    }
}
