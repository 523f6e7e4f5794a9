package sluice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sluice.testkit.FaultProxy.Direction;
import sluice.testkit.Gen;

/** Where one scenario is played once: a server, files, the loader, and a list of what went wrong. One thread. */
final class Stage {
    /** No fault may keep a load longer than this: 90 s for a black hole, and something for the start. */
    static final Duration LIMIT = Duration.ofSeconds(150);

    /** Who logs in where there are users. */
    static final String USER = "ann:secret-word";

    static final Set<Integer> LOADED = Set.of(0, 1);
    static final Set<Integer> LOADED_OR_STOPPED = Set.of(0, 1, 3);
    private static final String DATABASE = "loaded";
    private static final String UNDISTURBED = "undisturbed";
    private static final int MOST_RESUMES = 4;

    private final Backend backend;
    private final DataSet data;
    private final Expectation expectation;
    private final Loader loader;
    private final Path folder;
    private final Gen gen;
    private final List<Loader.Running> started = new ArrayList<>();
    private final List<Integer> exitCodes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private Path operations;
    private String userInfo = "";
    private final StringBuilder said = new StringBuilder();
    private long undisturbedBytes;
    private int strikes;
    private Loader.@Nullable End last;

    Stage(Backend backend, DataSet data, Loader loader, Path folder, Gen gen) {
        this.backend = backend;
        this.data = data;
        this.expectation = data.expectation();
        this.loader = loader;
        this.folder = folder;
        this.operations = folder.resolve("sluice-operations");
        this.gen = gen;
    }

    Backend backend() {
        return backend;
    }

    DataSet data() {
        return data;
    }

    Gen gen() {
        return gen;
    }

    Path folder() {
        return folder;
    }

    Path operations() {
        return operations;
    }

    /** Lets operations be kept elsewhere. */
    void keepOperationsIn(Path newOperations) {
        operations = newOperations;
    }

    /** Logs in as this user from now on, {@code user:password}. */
    void as(String newUserInfo) {
        userInfo = newUserInfo;
    }

    /** Lets this program start the loader, from now on; none: it is started as it is. */
    void startWith(String... program) {
        before.clear();
        before.addAll(List.of(program));
    }

    /** Gives the loader's Java these options, from now on. */
    void javaOptions(String options) {
        loader.javaOptions(options);
    }

    /** The database that is loaded into. */
    static String databaseName() {
        return DATABASE;
    }

    /** The database of the undisturbed load. */
    static String undisturbedName() {
        return UNDISTURBED;
    }

    /** Notes what happened, for the protocol. */
    void says(String text) {
        said.append(' ').append(text);
    }

    String said() {
        return said.toString().strip();
    }

    /** Loads without a fault and with one worker: the rejects and the number of bytes that the others are measured by. */
    void rehearse() throws IOException {
        backend.database(UNDISTURBED).drop();
        backend.database(DATABASE).drop();
        data.prepare(backend.database(UNDISTURBED));
        data.prepare(backend.database(DATABASE));
        long passed = backend.proxy().passed(Direction.REQUESTS);
        Path kept = operations;
        operations = folder.resolve("undisturbed-operations");
        Loader.Running running = start(arguments(UNDISTURBED, "--linear"));
        awaitEnd(running, Set.of(expectation.exitCode()));
        undisturbedBytes = backend.proxy().passed(Direction.REQUESTS) - passed;
        Expectation.Difference difference = expectation.compare(backend.database(UNDISTURBED));
        if (!difference.none()) {
            problem("already undisturbed: " + difference);
        }
        Optional<Path> operation = operation();
        if (operation.isPresent()) {
            expectation.compareRejects(operation.get()).forEach(text -> problem("already undisturbed: " + text));
        }
        operations = kept;
        exitCodes.clear();
    }

    /** Starts the load. */
    Loader.Running load(String... more) {
        return start(arguments(DATABASE, more));
    }

    /** Starts to load, and stops its requests when this part of the bytes of an undisturbed load has passed. */
    Loader.Running loadUntil(double part, String... more) {
        holdAfter(part);
        return load(more);
    }

    /** Goes on with the load: resumes its operation, or starts again where it never got to one. */
    Loader.Running goOn() {
        if (operation().isEmpty()) {
            return load();
        }
        List<String> arguments = new ArrayList<>(List.of("resume", "last"));
        arguments.addAll(whereTo());
        return start(arguments);
    }

    private List<String> arguments(String database, String... more) {
        List<String> arguments = new ArrayList<>(List.of("load", DataSet.PLAN, "-d", database));
        arguments.addAll(data.shape().options());
        arguments.addAll(Arrays.asList(more));
        if (arguments.contains("--linear")) {
            int workers = arguments.indexOf("--workers");
            arguments.remove(workers);
            arguments.remove(workers);
        }
        arguments.addAll(whereTo());
        return arguments;
    }

    private List<String> whereTo() {
        return List.of("--uri", backend.uri(userInfo), "--operations-dir", operations.toString());
    }

    private Loader.Running start(List<String> arguments) {
        Loader.Running running = loader.start(before, arguments);
        started.add(running);
        return running;
    }

    /** Stops the requests when so much more has passed, as a part of the bytes of an undisturbed load. */
    void holdAfter(double part) {
        backend.proxy().holdAfter((long) (part * undisturbedBytes));
    }

    /** Lets requests and replies flow again. */
    void flow() {
        backend.proxy().flow();
    }

    /** Waits until the requests are held; false where the loader has ended before. */
    boolean reached(Loader.Running running) {
        boolean reached = backend.proxy().awaitHeld(LIMIT, running::isAlive) && running.isAlive();
        strikes += reached ? 1 : 0;
        return reached;
    }

    /** Waits for the end, which has to come in time, with one of these exit codes, and without a trace of a defect. */
    Loader.End awaitEnd(Loader.Running running, Set<Integer> expected) {
        return awaitEnd(running, LIMIT, expected);
    }

    Loader.End awaitEnd(Loader.Running running, Duration limit, Set<Integer> expected) {
        if (!running.endsWithin(limit)) {
            problem("still running after " + limit.toSeconds() + " s; killed");
            running.kill();
        }
        Loader.End end = running.end();
        last = end;
        exitCodes.add(end.exitCode());
        if (end.exitCode() == 3) {
            said.append(" [3: ").append(end.lastLine()).append(']');
        }
        if (!expected.contains(end.exitCode())) {
            problem("exit code " + end.exitCode() + ", expected one of " + expected + ":\n" + end.tail());
        } else if (end.output().contains("\tat ")) {
            problem("a stack trace:\n" + end.tail());
        }
        return end;
    }

    /** Goes on until the load is done, undisturbed from now on. */
    void finish() {
        backend.heal();
        for (int i = 0; i < MOST_RESUMES && !isDone(); i++) {
            awaitEnd(goOn(), LOADED_OR_STOPPED);
        }
        if (!isDone()) {
            problem("not done after " + MOST_RESUMES + " resumes:\n" + (last == null ? "" : last.tail()));
        }
    }

    private boolean isDone() {
        return last != null && LOADED.contains(last.exitCode());
    }

    /** Compares what is there with what should be. */
    Verdict judge() throws IOException {
        Expectation.Difference difference = expectation.compare(backend.database(DATABASE));
        problems.addAll(difference.examples());
        boolean rejectsRight = isRejectsRight();
        if (last != null && last.exitCode() != expectation.exitCode()) {
            problem("the last exit code was " + last.exitCode() + ", expected " + expectation.exitCode());
        }
        return new Verdict(difference, rejectsRight, exitCodes, strikes, problems);
    }

    /**
     * Compares where the load ended early for a good reason: documents may be missing, everything else may not be. The
     * rejects are not looked at.
     */
    Verdict judgePart() {
        Expectation.Difference found = expectation.compare(backend.database(DATABASE));
        Expectation.Difference counted =
                new Expectation.Difference(0, found.twice(), found.extra(), found.wrong(), found.examples());
        if (!counted.none()) {
            problems.addAll(found.examples());
        }
        return new Verdict(counted, true, exitCodes, strikes, problems);
    }

    /** Where a file's content changes under the loader's hands and it says so, what it has read so far is anybody's guess. */
    Verdict noVerdictOnDocuments() {
        return new Verdict(new Expectation.Difference(0, 0, 0, 0, List.of()), true, exitCodes, strikes, problems);
    }

    private boolean isRejectsRight() throws IOException {
        Optional<Path> operation = operation();
        if (operation.isEmpty()) {
            problem("there is no operation");
            return false;
        }
        List<String> wrong = new ArrayList<>(expectation.compareRejects(operation.get()));
        Path undisturbed = newest(folder.resolve("undisturbed-operations")).orElseThrow();
        if (!Expectation.rejectFiles(undisturbed).equals(Expectation.rejectFiles(operation.get()))) {
            wrong.add("the reject files differ from those of the undisturbed load");
        }
        wrong.forEach(this::problem);
        return wrong.isEmpty();
    }

    /** The folder of the operation, if it got so far. */
    Optional<Path> operation() {
        return newest(operations);
    }

    private static Optional<Path> newest(Path operations) {
        if (!Files.exists(operations)) {
            return Optional.empty();
        }
        try (var all = Files.list(operations)) {
            return all.filter(path -> path.getFileName().toString().startsWith("LOAD_"))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what is not as it should be. */
    void problem(String text) {
        problems.add(text);
    }

    /** Notes a problem unless the text says so, in any case. */
    void requireSaid(Loader.End end, String text) {
        if (!end.output().toLowerCase(Locale.ROOT).contains(text)) {
            problem("does not say `" + text + "`:\n" + end.tail());
        }
    }

    /** Lets time pass. */
    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends what the scenario has started and heals the server. */
    void clear() {
        for (Loader.Running running : started) {
            if (running.isAlive()) {
                running.kill();
            }
        }
        backend.heal();
    }
}
