package sluice.cli.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.ExitCode;
import sluice.journal.OperationDirectory;
import sluice.load.Load;
import sluice.load.LoadListener;
import sluice.load.LoadOptions;
import sluice.plan.Drop;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanReader;
import sluice.report.CollectionSummary;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.tune.TuneResult;
import sluice.tune.TuneSetting;
import sluice.tune.TuneSetting.Kind;
import sluice.workers.StopSignal;

/** Loads a plan again and again, each time into an empty database that is dropped afterwards. */
final class TuneRuns {
    /** By then Java has compiled what a load spends its time in. */
    private static final long WARM_UP_NANOS = 3_000_000_000L;

    private static final int MAX_WARM_UPS = 10;

    private final Server server;
    private final ScratchDatabase scratch;
    private final Path operations;
    private final StopSignal stop;
    private final TuneProgress progress;
    private final LoadSettings settings;
    private Plan plan;
    private @Nullable List<Counts> expected;

    /** {@code operations} is an empty folder, and is one afterwards. */
    TuneRuns(
            Plan plan,
            Server server,
            ScratchDatabase scratch,
            Path operations,
            StopSignal stop,
            TuneProgress progress) {
        // Nothing is there to be dropped, and who may not drop collections can still measure.
        this.plan = plan.withDatabase(scratch.name()).mapCollections(collection -> collection.withDrop(Drop.NEVER));
        this.settings = plan.settings();
        this.server = server;
        this.scratch = scratch;
        this.operations = operations;
        this.stop = stop;
        this.progress = progress;
    }

    /** What became of a collection's records; the same in every run. */
    private record Counts(
            String collection,
            long records,
            long inserted,
            long matched,
            long modified,
            long deleted,
            long skipped,
            long rejected) {

        static Counts of(CollectionSummary one) {
            return new Counts(
                    one.name(),
                    one.records(),
                    one.inserted() + one.alreadyThere(),
                    one.matched(),
                    one.modified(),
                    one.deleted(),
                    one.skipped(),
                    one.rejected());
        }

        String show() {
            return records + " records, " + inserted + " inserted, " + matched + " matched, " + modified + " modified, "
                    + deleted + " deleted, " + skipped + " skipped, " + rejected + " rejected";
        }
    }

    /**
     * Runs with default settings that don't count: Java compiles, files get into memory, types become known. Small files
     * need more than one run for that.
     */
    LoadSummary warmUp() {
        progress.warmingUp();
        long start = System.nanoTime();
        LoadSummary first = run(defaults(), "the warm-up");
        for (int i = 1; i < MAX_WARM_UPS && System.nanoTime() - start < WARM_UP_NANOS; i++) {
            run(defaults(), "the warm-up");
        }
        return first;
    }

    /** Runs every setting so often, in turn. */
    List<TuneResult> measure(List<TuneSetting> measured, int rounds) {
        Map<TuneSetting, List<Double>> seconds = new LinkedHashMap<>();
        measured.forEach(setting -> seconds.put(setting, new ArrayList<>()));
        Schedule schedule = new Schedule(measured, rounds);
        long records = 0;
        for (int i = 0; i < schedule.runs.size(); i++) {
            TuneSetting setting = schedule.runs.get(i);
            progress.running(i + 1, schedule.runs.size(), setting, schedule.left(i));
            long start = System.nanoTime();
            LoadSummary summary = run(settings(setting), "a run with " + setting.show());
            schedule.took(setting, (System.nanoTime() - start) / 1e9);
            records = summary.records();
            seconds.getOrDefault(setting, List.of()).add(summary.times().load());
            progress.measured(
                    i + 1,
                    schedule.runs.size(),
                    setting,
                    summary.times().load(),
                    summary.recordsPerSecond(),
                    schedule.left(i + 1));
        }
        List<TuneResult> results = new ArrayList<>();
        for (Map.Entry<TuneSetting, List<Double>> entry : seconds.entrySet()) {
            results.add(new TuneResult(entry.getKey(), records, entry.getValue()));
        }
        return results;
    }

    /** The runs in their order, and how long those that are left will take. */
    private static final class Schedule {
        private final List<TuneSetting> runs = new ArrayList<>();
        private final Map<TuneSetting, Double> took = new HashMap<>();

        Schedule(List<TuneSetting> settings, int rounds) {
            for (int round = 1; round <= rounds; round++) {
                runs.addAll(TuneGrid.order(settings, round));
            }
        }

        void took(TuneSetting setting, double seconds) {
            took.put(setting, seconds);
        }

        /** As long as the same setting took before, or else as others did on average; -1 before the first run. */
        double left(int from) {
            double mean = took.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(-1);
            return mean < 0
                    ? -1
                    : runs.subList(from, runs.size()).stream()
                            .mapToDouble(setting -> took.getOrDefault(setting, mean))
                            .sum();
        }
    }

    private LoadSettings defaults() {
        return new LoadSettings(
                null,
                null,
                settings.batchSize(),
                false,
                settings.errorLimit(),
                settings.lanes(),
                settings.keyMemory(),
                settings.pace());
    }

    private LoadSettings settings(TuneSetting setting) {
        return switch (setting.kind()) {
            case DEFAULT -> defaults();
            case BASELINE, CANDIDATE ->
                defaults()
                        .withWorkers(setting.workers())
                        .withChunkSize(setting.chunkSize())
                        .withLinear(setting.kind() == Kind.BASELINE);
        };
    }

    private LoadSummary run(LoadSettings how, String what) {
        requireNotStopped();
        LoadListener listener = expected == null ? new Resolved() : LoadListener.NONE;
        LoadSummary summary;
        try {
            summary = new Load(LoadOptions.of(plan.withSettings(how), operations), server, listener, stop).run();
        } finally {
            delete(operations);
        }
        requireCompleted(summary, what);
        scratch.drop();
        List<Counts> counts = summary.collections().stream().map(Counts::of).toList();
        if (expected == null) {
            expected = counts;
        }
        requireSame(expected, counts, what);
        return summary;
    }

    private void requireNotStopped() {
        if (stop.requested()) {
            throw new TuneEndedException(ExitCode.INTERRUPTED, List.of("interrupted; nothing was written."));
        }
    }

    private void requireCompleted(LoadSummary summary, String what) {
        requireNotStopped();
        LoadStatus status = summary.status();
        if (status != LoadStatus.COMPLETED && status != LoadStatus.COMPLETED_WITH_REJECTS) {
            List<String> problems = new ArrayList<>(List.of(what + ": " + status.words() + "."));
            problems.addAll(summary.problems());
            throw new TuneEndedException(ExitCode.of(status), problems);
        }
    }

    private static void requireSame(List<Counts> expected, List<Counts> counts, String what) {
        for (int i = 0; i < counts.size(); i++) {
            if (!counts.get(i).equals(expected.get(i))) {
                throw new TuneEndedException(
                        ExitCode.FATAL,
                        List.of(
                                what
                                        + " did not do what the first run did, so times can't be compared; did the files change?",
                                counts.get(i).collection() + " had "
                                        + expected.get(i).show() + "; now "
                                        + counts.get(i).show() + "."));
            }
        }
    }

    /** Takes over the first run's plan, in which every column has its type: further runs need not infer them again. */
    private final class Resolved implements LoadListener {
        @Override
        public void checked(OperationDirectory directory) {
            plan = PlanReader.read(directory.plan());
        }
    }

    /** Deletes a folder's contents. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": can't be emptied: " + e.getMessage(), e);
        }
    }
}
