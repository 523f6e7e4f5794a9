package sluice.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import sluice.testkit.Gen;

/** Plays scenarios and tells at once what went wrong, with the command that repeats it. */
final class Runner {
    private final Servers servers;
    private final Path launcher;
    private final Path work;
    private final int rows;
    private final PrintStream out;

    Runner(Servers servers, Path launcher, Path work, int rows, PrintStream out) {
        this.servers = servers;
        this.launcher = launcher;
        this.work = work;
        this.rows = rows;
        this.out = out;
    }

    /** Plays a scenario once and adds how it ended to a row of the table. */
    void run(Scenario scenario, Backend.Kind kind, Mode mode, long seed, Row row) throws IOException {
        long start = System.nanoTime();
        Gen gen = new Gen(seed);
        boolean any = scenario.name().equals(RandomSchedule.NAME);
        Shape shape = scenario.shape().apply(any ? Shape.any(mode, rows, gen) : Shape.usual(mode, rows));
        DataSet data = new DataSet(shape, gen);
        Path folder = work.resolve(scenario.name() + "-" + kind + "-" + mode + "-" + seed);
        delete(folder);
        Files.createDirectories(folder);
        data.write(folder);
        Backend backend = servers.get(scenario.server(), kind);
        Stage stage = new Stage(backend, data, new Loader(launcher, folder), folder, gen);
        Verdict verdict;
        try {
            if (scenario.server() == Scenario.Server.WITH_USERS) {
                stage.as(Stage.USER);
            }
            stage.rehearse();
            verdict = scenario.script().play(stage);
        } finally {
            stage.clear();
            servers.release(backend);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        row.add(verdict, seconds);
        tell(scenario, kind, mode, seed, verdict, stage, seconds);
        if (verdict.good()) {
            delete(folder);
        }
    }

    private void tell(
            Scenario scenario, Backend.Kind kind, Mode mode, long seed, Verdict verdict, Stage stage, double seconds) {
        out.printf(
                "%-4s %s %s %s, faults %d, exit codes %s, %.1f s %s%n",
                verdict.good() ? "ok" : "BAD",
                scenario.name(),
                kind,
                mode,
                verdict.strikes(),
                verdict.exitCodes(),
                seconds,
                stage.said());
        if (!verdict.good()) {
            verdict.problems().forEach(problem -> out.println("     " + problem.replace("\n", "\n     ")));
            out.printf(
                    "     repeat: faults/run --scenario %s --server %s --mode %s --rows %d --seed %d%n     files: %s%n",
                    scenario.name(), kind, mode, rows, seed, stage.folder());
        }
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
