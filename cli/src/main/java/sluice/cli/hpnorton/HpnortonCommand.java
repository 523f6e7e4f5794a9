package sluice.cli.hpnorton;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sluice.cli.connection.ChosenDatabase;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.load.LoadView;
import sluice.cli.plan.Plans;
import sluice.cli.process.CommandException;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.process.ThisProcess;
import sluice.cli.terminal.Screen;
import sluice.job.Headers;
import sluice.load.LoadOptions;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.LoadSettings;
import sluice.plan.Names;
import sluice.plan.Plan;
import sluice.plan.PlanLines;
import sluice.plan.TypeMode;
import sluice.query.Query;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.workers.StopSignal;

/** The command {@code sluice hpnorton}: the flags of one program on its customers, products and rentals. */
@Command(
        name = "hpnorton",
        description = {
            "HPNorton's customers, products and rentals: loads their files, and answers questions about them as JSON.",
            "Several flags at once are done in the order in which they stand here."
        },
        sortOptions = false)
public final class HpnortonCommand implements Callable<Integer> {
    private static final int RENTAL_PRODUCT = 6;
    private static final Path DATA = Path.of("data");

    @Option(
            names = "--dataset",
            paramLabel = "head|full",
            description =
                    "Copy NAME-head.csv or NAME-full.csv to NAME.csv in ./data, for customers, rental and product."
                            + " If there are none they are generated: 10,000 rows each, and the first 9 of these.")
    HpnortonFiles.@Nullable Rows dataset;

    @Option(names = "--force", description = "With --dataset: overwrite a NAME.csv that is no copy of either.")
    boolean force;

    @Option(names = "--all-products", description = "Every product, by its id.")
    boolean allProducts;

    @Option(names = "--all-customers", description = "Every customer, by the id.")
    boolean allCustomers;

    @Option(names = "--all-rentals", description = "All rentals of every customer, by the customer's id.")
    boolean allRentals;

    @Option(names = "--available-products", description = "The products of which there is at least one, by id.")
    boolean availableProducts;

    @Option(names = "--drop-collections", description = "Drop all collections of the database.")
    boolean dropCollections;

    @Option(names = "--drop-database", description = "Drop the database.")
    boolean dropDatabase;

    @Option(names = "--disable-log", description = "Keep no log of loads.")
    boolean disableLog;

    @Option(names = "--rentals-for-customer", paramLabel = "USER_ID", description = "What a customer rented.")
    @Nullable
    String rentalsForCustomer;

    @Option(names = "--customers-renting-product", paramLabel = "PRODUCT_ID", description = "Who rented a product.")
    @Nullable
    String customersRentingProduct;

    @Option(
            names = "--parallel",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Load files, all at once. Each goes into the collection of its base name.")
    List<Path> parallel = new ArrayList<>();

    @Option(names = "--linear", arity = "1..*", paramLabel = "FILE", description = "Load files, one after the other.")
    List<Path> linear = new ArrayList<>();

    @Option(names = "--json", description = "The results of loads as JSON too.")
    boolean json;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "A YAML file of `database` and `host` (HOST:PORT). Default: the database of the URI, or "
                    + HpnortonSettings.DATABASE + ", and the server that other commands use.")
    @Nullable
    Path settingsFile;

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Option(
            names = "--operations-dir",
            paramLabel = "DIR",
            defaultValue = "sluice-operations",
            description = "Where loads keep log, rejects and report. Default: ${DEFAULT-VALUE}.")
    Path operations = Path.of("sluice-operations");

    @Spec
    @Nullable
    CommandSpec spec;

    private ExitCode worst = ExitCode.OK;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (dataset != null) {
            new HpnortonFiles(DATA).copy(dataset, force).forEach(out::println);
        }
        if (!asksServer()) {
            if (dataset == null) {
                throw new ParameterException(
                        spec.commandLine(), "nothing to do; name a flag such as --all-products or --parallel FILE...");
            }
            return ExitCode.OK.status();
        }
        HpnortonSettings settings =
                settingsFile == null ? HpnortonSettings.DEFAULT : HpnortonSettings.read(settingsFile);
        if (settings.host() != null && !serverOptions.namesServer()) {
            serverOptions.setUri("mongodb://" + settings.host() + "/");
        }
        try (ServerSession session = ServerSession.open(serverOptions, 64)) {
            ChosenDatabase database = settings.database(serverOptions.database());
            spec.commandLine().getErr().println(session.greeting(database));
            perform(session.server(), database.name(), out);
        }
        return worst.status();
    }

    private boolean asksServer() {
        return allProducts
                || allCustomers
                || allRentals
                || availableProducts
                || dropCollections
                || dropDatabase
                || rentalsForCustomer != null
                || customersRentingProduct != null
                || !parallel.isEmpty()
                || !linear.isEmpty();
    }

    private void perform(Server server, String database, PrintWriter out) {
        Plan plan = Plans.read("hpnorton", null).withDatabase(database);
        HpnortonAnswers answers = new HpnortonAnswers(plan, server, out);
        if (allProducts) {
            answers.byId("all-products", "product_id");
        }
        if (allCustomers) {
            answers.byId("all-customers", "user_id");
        }
        if (allRentals) {
            answers.listsById("all-rentals", "user_id");
        }
        if (availableProducts) {
            answers.byId("available-products", "product_id");
        }
        if (dropCollections) {
            List<String> dropped = server.databases().collections(database);
            server.databases().drop(database, dropped);
            out.println(
                    dropped.isEmpty()
                            ? "There were no collections in " + database + "."
                            : "Dropped the collections " + String.join(", ", dropped) + " of " + database + ".");
        }
        if (dropDatabase) {
            server.databases().drop(database);
            out.println("Dropped the database " + database + ".");
        }
        if (rentalsForCustomer != null) {
            answers.list(Query.of(plan, "rentals-for-customer", Map.of("user_id", rentalsForCustomer)));
        }
        if (customersRentingProduct != null) {
            answers.list(Query.of(plan, "customers-renting-product", Map.of("product_id", customersRentingProduct)));
        }
        if (!parallel.isEmpty()) {
            load(parallel, false, server, database, out);
        }
        if (!linear.isEmpty()) {
            load(linear, true, server, database, out);
        }
    }

    private void load(List<Path> files, boolean oneAfterTheOther, Server server, String database, PrintWriter out) {
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Map<String, List<Path>> byName = new LinkedHashMap<>();
        files.forEach(file ->
                byName.computeIfAbsent(base(file), name -> new ArrayList<>()).add(file));
        List<CollectionPlan> collections = byName.entrySet().stream()
                .map(entry -> collection(entry.getKey(), entry.getValue()))
                .toList();
        Plan plan = new Plan(
                "command line",
                Path.of(""),
                database,
                collections,
                List.of(),
                LoadSettings.DEFAULT.withLinear(oneAfterTheOther),
                PlanLines.NONE);
        try (Screen screen = json ? Screen.none() : Screen.on(out)) {
            LoadOptions options =
                    new LoadOptions(plan, operations, InputStream.nullInputStream(), ThisProcess.started());
            LoadSummary summary = Interrupts.during(
                    stop,
                    err,
                    displayed::get,
                    () -> LoadView.load(options, server, screen, stop, displayed, !disableLog));
            HpnortonAnswers.results(summary, json, out);
            summary.problems().forEach(problem -> err.println("sluice: " + problem));
            if (summary.rejected() > 0) {
                err.println(
                        "Failed rows and why: " + Path.of(summary.directory()).resolve("rejects"));
            }
            ExitCode code = ExitCode.of(summary.status());
            worst = code.status() > worst.status() ? code : worst;
        }
    }

    /** The name of a file without folders and extension. */
    private static String base(Path file) {
        String base = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        if (base.isEmpty() || base.equals("-")) {
            throw new CommandException(
                    file + ": has no name that a collection could take; name a file such as rental.csv.");
        }
        try {
            return Names.collection(base);
        } catch (IllegalArgumentException e) {
            throw new CommandException(file + ": " + e.getMessage());
        }
    }

    /** A collection: all values are strings; the key is the first column, and of rentals the sixth too. */
    private static CollectionPlan collection(String base, List<Path> files) {
        CollectionPlan plan = CollectionPlan.of(
                        base, files.stream().map(Path::toString).toList())
                .withTypes(TypeMode.STRING);
        Plan alone = new Plan(
                "command line", Path.of(""), "x", List.of(plan), List.of(), LoadSettings.DEFAULT, PlanLines.NONE);
        Path file = files.get(0);
        List<String> header = Headers.of(alone, plan);
        List<String> key = new ArrayList<>(header.subList(0, 1));
        if (base.startsWith("rental")) {
            if (header.size() < RENTAL_PRODUCT) {
                throw new CommandException(file + ": the key of rentals is their first and sixth column, and it has "
                        + header.size() + ".");
            }
            key.add(header.get(RENTAL_PRODUCT - 1));
        }
        return plan.with(
                new CollectionPlan.Shape(key, null, TypeMode.STRING, Map.of(), ColumnPlan.Cells.DEFAULT, List.of()));
    }
}
