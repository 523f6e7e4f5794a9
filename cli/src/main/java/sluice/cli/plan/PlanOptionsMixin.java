package sluice.cli.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import sluice.cli.connection.ChosenDatabase;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.Drop;
import sluice.plan.LoadSettings;
import sluice.plan.Names;
import sluice.plan.OnDuplicate;
import sluice.plan.Plan;
import sluice.plan.PlanLines;
import sluice.plan.TypeMode;
import sluice.plan.WriteMode;
import sluice.source.FileEndings;
import sluice.source.Sources;

/** What to load: makes a plan of files and options, or reads one and lets options override it. */
public final class PlanOptionsMixin {
    @Option(
            names = {"-d", "--db"},
            paramLabel = "NAME",
            description = "The database. Default: the plan's, or the one that the URI names, or "
                    + ChosenDatabase.DEFAULT + ".")
    @Nullable
    String database;

    @Mixin
    FromMixin from = new FromMixin();

    @Option(
            names = {"-c", "--collection"},
            paramLabel = "NAME",
            description =
                    "The collection that all files go into. Default: each file's name without its ending; files of one name must have the same columns then.")
    @Nullable
    String collection;

    @Option(
            names = "--key",
            split = ",",
            paramLabel = "COLUMN",
            description = "The column, or columns together, whose values are unique: a unique index.")
    List<String> key = new ArrayList<>();

    @Option(names = "--id", paramLabel = "COLUMN", description = "The column that becomes _id. Default: generated ids.")
    @Nullable
    String id;

    @Option(
            names = "--types",
            paramLabel = "string|infer",
            description = "Every value a string, or types inferred from every row. Default: the plan's, or infer.")
    @Nullable
    String types;

    @Mixin
    ValuesMixin values = new ValuesMixin();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "The columns' names, where the files have no header.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--relabel",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The columns' names, in place of those in the header. With a plan of several collections it is for"
                            + " those that know all of the names.")
    List<String> relabel = new ArrayList<>();

    @Mixin
    DialectMixin dialect = new DialectMixin();

    @Option(
            names = "--mode",
            paramLabel = "insert|upsert|merge|delete",
            description =
                    "What a record does: insert a document, upsert (replace or make) the one of its --key or --id, merge its"
                            + " fields into it (or make it), or delete it. Default: the plan's, or insert.")
    @Nullable
    String mode;

    @Option(
            names = "--on-duplicate",
            paramLabel = "reject|skip|error",
            description =
                    "What becomes of a record whose key is taken, in insert mode: a reject, passed over and counted,"
                            + " or the end of the load. Default: the plan's, or reject.")
    @Nullable
    String onDuplicate;

    @Option(
            names = "--if-changed",
            description = "Do not write documents that are equal already, in upsert and merge mode.")
    boolean ifChanged;

    @Option(
            names = "--drop",
            arity = "0..1",
            paramLabel = "early",
            parameterConsumer = DropConsumer.class,
            description =
                    "Replace what the collections hold when the load has ended within its limits; they stay as they are"
                            + " until then, and if it does not. early drops them before the first record is loaded, for"
                            + " servers without room for both.")
    private Drop drop = Drop.NEVER;

    @Option(
            names = "--allow-capped",
            description =
                    "Load into capped collections too, in which the server removes old documents for new ones. Default: the"
                            + " plan's, or no.")
    private boolean allowCapped;

    @Mixin
    PaceMixin pace = new PaceMixin();

    private @Nullable ChosenDatabase chosen;

    /** The database of the plan that was made, and who named it. */
    public ChosenDatabase database() {
        return Objects.requireNonNull(chosen);
    }

    /** Whether what the collections hold is to be dropped. */
    public boolean drops() {
        return drop.drops();
    }

    /**
     * The plan.
     *
     * @param server names the database if nobody else does
     * @throws ParameterException where the options make no sense
     * @throws sluice.plan.PlanException where the plan file doesn't
     */
    public Plan plan(List<String> inputs, ServerOptionsMixin server, CommandLine command) {
        return checked(
                () -> inputs.stream().anyMatch(Plans::isPlan) ? fromPlan(inputs) : fromFiles(inputs, server.database()),
                command);
    }

    /** A plan that was not read from a file, with what the options change. */
    public Plan plan(Plan plan, CommandLine command) {
        return checked(
                () -> {
                    requireNoFileOptions();
                    return changed(plan);
                },
                command);
    }

    private Plan checked(Supplier<Plan> plan, CommandLine command) {
        try {
            return withWrites(withPace(plan.get(), command));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private Plan withPace(Plan plan, CommandLine command) {
        return plan.withSettings(pace.settings(plan.settings(), command));
    }

    private Plan withWrites(Plan plan) {
        boolean only = plan.collections().size() == 1;
        if (!relabel.isEmpty() && !only && plan.collections().stream().noneMatch(this::fits)) {
            throw new IllegalArgumentException("--relabel " + String.join(",", relabel)
                    + " fits no collection of the plan: each has columns, a key or an id that are not among the names");
        }
        Plan changed = plan.mapCollections(collection -> withWrites(collection, only));
        for (CollectionPlan collection : changed.collections()) {
            collection.write().problems(collection.shape()).values().stream()
                    .findFirst()
                    .ifPresent(problem -> {
                        throw new IllegalArgumentException("collection " + collection.name() + ": " + problem);
                    });
        }
        return changed;
    }

    private CollectionPlan withWrites(CollectionPlan collection, boolean isOnly) {
        CollectionPlan changed = collection;
        if (mode != null) {
            changed = changed.withMode(Words.of("--mode", mode, WriteMode.values(), WriteMode::word, changed.mode()));
        }
        if (onDuplicate != null) {
            changed = changed.withOnDuplicate(Words.of(
                    "--on-duplicate", onDuplicate, OnDuplicate.values(), OnDuplicate::word, OnDuplicate.REJECT));
        }
        if (allowCapped) {
            changed = changed.with(changed.write().withCappedAllowed());
        }
        if (!relabel.isEmpty() && (fits(changed) || isOnly)) {
            changed = changed.withRelabel(relabel);
        }
        return values.applied(ifChanged ? changed.withIfChanged(true) : changed);
    }

    /** Whether the names given in place of a header have all columns that the plan names for a collection. */
    private boolean fits(CollectionPlan collection) {
        boolean named = !collection.columns().isEmpty() || !collection.key().isEmpty() || collection.id() != null;
        return named
                && relabel.containsAll(collection.columns().keySet())
                && relabel.containsAll(collection.key())
                && (collection.id() == null || relabel.contains(collection.id()));
    }

    private Plan fromPlan(List<String> inputs) {
        if (inputs.size() > 1) {
            throw new IllegalArgumentException("a plan stands alone: name either one plan or files");
        }
        requireNoFileOptions();
        return changed(Plans.read(inputs.get(0), from.folder()));
    }

    private Plan changed(Plan given) {
        ChosenDatabase target = ChosenDatabase.of(database, given.database(), null);
        chosen = target;
        Plan plan = given.withDatabase(target.name());
        if (types != null) {
            TypeMode mode = typeMode(types);
            plan = plan.mapCollections(one -> one.withTypes(mode));
        }
        return drop.drops() ? plan.mapCollections(one -> one.withDrop(drop)) : plan;
    }

    private void requireNoFileOptions() {
        requireAbsent("--collection", collection != null);
        requireAbsent("--key", !key.isEmpty());
        requireAbsent("--id", id != null);
        requireAbsent("--type", !values.columns().isEmpty());
        requireAbsent("--columns", !columns.isEmpty());
        requireAbsent("an option on how files are laid out", dialect.given());
    }

    private static void requireAbsent(String option, boolean present) {
        if (present) {
            throw new IllegalArgumentException(option + " can't change a plan; say it in the plan");
        }
    }

    private Plan fromFiles(List<String> inputs, @Nullable String ofUri) {
        if (from.folder() != null) {
            throw new IllegalArgumentException("--from is for plans; name files with their folder");
        }
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (String input : inputs) {
            files.computeIfAbsent(collectionOf(input), name -> new ArrayList<>())
                    .add(input);
        }
        List<CollectionPlan> collections = new ArrayList<>();
        CollectionPlan.Shape shape = new CollectionPlan.Shape(
                key.stream().map(String::strip).toList(),
                id,
                types == null ? TypeMode.INFER : typeMode(types),
                values.columns(),
                ColumnPlan.Cells.DEFAULT,
                List.of());
        files.forEach((name, ofCollection) -> collections.add(CollectionPlan.of(Names.collection(name), ofCollection)
                .with(dialect.input(ofCollection, columns).withSameColumns(collection == null))
                .with(shape)
                .withDrop(drop)));
        ChosenDatabase target = ChosenDatabase.of(database, null, ofUri);
        chosen = target;
        return new Plan(
                "command line",
                Path.of(""),
                target.name(),
                collections,
                List.of(),
                LoadSettings.DEFAULT,
                PlanLines.NONE);
    }

    private String collectionOf(String input) {
        if (collection != null) {
            return collection;
        }
        if (input.equals("-")) {
            throw new IllegalArgumentException("standard input needs a --collection to go into");
        }
        if (Sources.isPattern(Path.of(""), input)) {
            throw new IllegalArgumentException("the pattern " + input + " needs a --collection to go into");
        }
        return FileEndings.without(Sources.fileName(Path.of(""), input));
    }

    private static TypeMode typeMode(String word) {
        return Arrays.stream(TypeMode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--types is string or infer, not " + word));
    }
}
