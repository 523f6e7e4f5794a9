package sluice.load;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanReader;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.server.ServerOptions;
import sluice.testkit.Folders;
import sluice.testkit.TestDatabase;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/**
 * A folder with files and a database of its own to load them into.
 *
 * <p>A test class that needs one for each test says {@code @RegisterExtension final LoadFixture load = LoadFixture.own()};
 * a test that is to be the same on all servers is {@link OnEveryServer} and is given one. Others open and close it.
 */
public final class LoadFixture implements AutoCloseable, AfterEachCallback {
    /** Declares the usual format in a plan, for files that are broken on purpose and would raise doubts. */
    public static final String USUAL_FORMAT = "{ delimiter: ',', quote: '\"', lineEnd: any, comment: none,"
            + " blanksAroundQuotes: false, encoding: utf-8, preambleRows: 0, headerRows: 1, footerRows: 0 }";

    private static final int UNDER_WAY = 200;

    private final Path folder;
    private final boolean temporary;
    private final TestDatabase database;
    private final Server server;

    /** One in this folder, with a database on the server of this connection string. */
    public LoadFixture(String connectionString, Path folder) {
        this(connectionString, folder, false);
    }

    private LoadFixture(String connectionString, Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
        database = TestDatabase.on(connectionString);
        server = Server.connect(ServerOptions.of(connectionString));
    }

    /** One in a temporary folder, with a database on the shared standalone server. */
    public static LoadFixture own() {
        return on(ServerKind.STANDALONE);
    }

    /** One in a temporary folder, with a database on the shared server of this kind. */
    public static LoadFixture on(ServerKind kind) {
        return on(kind.connectionString());
    }

    /** One in a temporary folder, with a database on the server of this connection string. */
    static LoadFixture on(String connectionString) {
        return new LoadFixture(connectionString, Folders.temporary("sluice-load"), true);
    }

    /** The folder of the files. */
    public Path folder() {
        return folder;
    }

    public LoadFixture file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole plan for this database. */
    public Plan wholePlan(String text) {
        return PlanReader.parse("database: " + database.name() + "\n" + text, "plan.yaml", folder);
    }

    public LoadFixture file(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plan for this database; the text starts with its collections. */
    public Plan plan(String collections) {
        return PlanReader.parse(
                "database: " + database.name() + "\ncollections:\n" + collections.indent(2), "plan.yaml", folder);
    }

    /** As {@link #plan(String)}, with other settings. */
    Plan plan(String collections, UnaryOperator<LoadSettings> settings) {
        Plan plan = plan(collections);
        return plan.withSettings(settings.apply(plan.settings()));
    }

    public LoadSummary load(String collections) {
        return load(plan(collections), LoadListener.NONE, new StopSignal());
    }

    public LoadSummary load(String collections, UnaryOperator<LoadSettings> settings) {
        return load(plan(collections, settings), LoadListener.NONE, new StopSignal());
    }

    public LoadSummary load(Plan plan, LoadListener listener, StopSignal stop) {
        return new Load(LoadOptions.of(plan, operations()), server, listener, stop).run();
    }

    /** Begins a load in a thread of its own. */
    CompletableFuture<LoadSummary> start(Plan plan, LoadListener listener) {
        return CompletableFuture.supplyAsync(
                () -> load(plan, listener, new StopSignal()), task -> new Thread(task, "load").start());
    }

    /** Begins a load in a thread of its own and returns when it is well under way, or over. */
    CompletableFuture<LoadSummary> underWay(Plan plan) {
        AtomicReference<LoadProgress> watched = new AtomicReference<>();
        CompletableFuture<LoadSummary> loading = start(plan, new LoadListener() {
            @Override
            public void loading(LoadProgress progress) {
                watched.compareAndSet(null, progress);
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            LoadProgress progress = watched.get();
            return loading.isDone()
                    || (progress != null && progress.meters().get(0).records() > UNDER_WAY);
        });
        return loading;
    }

    /** Goes on with an operation; null where nothing was left to do. */
    @Nullable
    LoadSummary resume(Path directory, StopSignal stop) {
        return new Resume(
                        new ResumeOptions(directory, settings -> settings, Instant.now()),
                        server,
                        LoadListener.NONE,
                        stop)
                .run();
    }

    public Path operations() {
        return folder.resolve("operations");
    }

    public Server server() {
        return server;
    }

    public TestDatabase testDatabase() {
        return database;
    }

    public MongoDatabase database() {
        return database.database();
    }

    public List<Document> documents(String collection) {
        return database.documents(collection);
    }

    /** The names of a collection's indexes. */
    List<String> indexes(String collection) {
        return database()
                .getCollection(collection)
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }

    /** A file with the columns k and v: a number, from the first to the one before the last, and a short text. */
    static String rows(int from, int to) {
        StringBuilder text = new StringBuilder("k,v\n");
        for (int i = from; i < to; i++) {
            text.append(i).append(",x").append(i % 7).append('\n');
        }
        return text.toString();
    }

    /** Documents by their fields, whatever their {@code _id}; of a generated one the offset part counts. */
    List<Document> comparable(String collection) {
        List<Document> documents = new ArrayList<>();
        for (Document document : database.documents(collection)) {
            if (document.get("_id") instanceof ObjectId id) {
                document.put("_id", id.toHexString().substring(14));
            }
            documents.add(document);
        }
        documents.sort(Comparator.comparing(document -> String.valueOf(document.get("_id"))));
        return documents;
    }

    /** A file of an operation's folder. */
    public byte[] bytes(LoadSummary summary, String file) {
        try {
            return Files.readAllBytes(Path.of(summary.directory()).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(LoadSummary summary, String file) {
        try {
            return Files.readString(Path.of(summary.directory(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        database.close();
        if (temporary) {
            Folders.delete(folder);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }
}
