package sluice.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Table;
import sluice.collection.CollectionHash;
import sluice.plan.Plan;
import sluice.report.LoadSummary;

/** The runs of a comparison, and what follows from them. */
final class Comparison {
    private final Plan plan;
    private final List<LoadSummary> linear = new ArrayList<>();
    private final List<LoadSummary> parallel = new ArrayList<>();
    private final List<List<CollectionHash>> states = new ArrayList<>();
    private final List<Long> rejected = new ArrayList<>();

    Comparison(Plan plan) {
        this.plan = plan;
    }

    void add(boolean isLinear, LoadSummary summary, List<CollectionHash> state) {
        (isLinear ? linear : parallel).add(summary);
        states.add(state);
        rejected.add(summary.rejected());
    }

    /** Whether every run ended in the same state. */
    boolean equal() {
        return states.stream().distinct().count() == 1
                && rejected.stream().distinct().count() == 1;
    }

    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        Table times = new Table("", "runs", "import", "fastest", "slowest", "program", "rows/s");
        times.row(row("linear", linear));
        times.row(row("parallel", parallel));
        lines.addAll(times.lines(width));
        double before = median(linear, one -> one.times().load());
        double now = median(parallel, one -> one.times().load());
        double saving = 100 * (before - now) / before;
        lines.add(String.format(
                Locale.ROOT,
                saving >= 0
                        ? "Parallel saves %.1f %% of the import time (%.2f times as fast)."
                        : "Parallel takes %.1f %% more import time (%.2f times as fast).",
                Math.abs(saving),
                before / now));
        if (linear.size() == 1) {
            lines.add("One run each: the difference may be chance; --runs 3 tells more.");
        }
        lines.add("");
        Table proof = new Table("collection", "documents", "hash linear", "hash parallel", "state");
        // In the order of the runs: linear, parallel, and so on.
        List<CollectionHash> first = states.get(0);
        List<CollectionHash> second = states.get(1);
        for (int i = 0; i < first.size(); i++) {
            int collection = i;
            boolean same = states.stream()
                            .map(state -> state.get(collection))
                            .distinct()
                            .count()
                    == 1;
            proof.row(
                    plan.collections().get(i).name(),
                    Numbers.count(first.get(i).documents()),
                    first.get(i).text(),
                    second.get(i).text(),
                    same ? "equal" : "DIFFERENT");
        }
        lines.addAll(proof.lines(width));
        lines.add(verdict(first));
        return lines;
    }

    private String verdict(List<CollectionHash> first) {
        long documents = first.stream().mapToLong(CollectionHash::documents).sum();
        String rejects = Numbers.counted(rejected.get(0), "record") + " rejected in each";
        return equal()
                ? "Every run ended in the same state: " + Numbers.counted(documents, "document") + ", " + rejects
                        + " (sums of 128-bit hashes of all documents; of a generated _id its offset part counts)."
                : "The runs did NOT end in the same state; rejected: "
                        + String.join(
                                ", ", rejected.stream().map(Numbers::count).toList()) + ".";
    }

    private static String[] row(String name, List<LoadSummary> runs) {
        return new String[] {
            name,
            Numbers.count(runs.size()),
            Numbers.seconds(median(runs, one -> one.times().load())),
            Numbers.seconds(
                    runs.stream().mapToDouble(one -> one.times().load()).min().orElse(0)),
            Numbers.seconds(
                    runs.stream().mapToDouble(one -> one.times().load()).max().orElse(0)),
            Numbers.seconds(median(runs, one -> one.times().program())),
            Numbers.count(median(runs, LoadSummary::recordsPerSecond))
        };
    }

    private static double median(List<LoadSummary> runs, ToDoubleFunction<LoadSummary> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
