package sluice.tune;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import sluice.tune.TuneSetting.Kind;

/**
 * What follows from the runs of a plan with several settings. Immutable.
 *
 * @param recommended of the settings that are as good as the fastest, the one with the fewest workers and the smallest
 *     chunks
 * @param byWorkers the fastest candidate of each number of workers, the fewest first
 * @param defaultDoes whether a load without any settings does as well as the recommended one
 * @param sentences what chunk size, workers and the recommended setting do, one sentence each
 */
public record TuneFinding(
        TuneResult recommended, List<TuneResult> byWorkers, boolean defaultDoes, List<String> sentences) {

    /** Copies the lists. */
    public TuneFinding {
        byWorkers = List.copyOf(byWorkers);
        sentences = List.copyOf(sentences);
    }

    /**
     * Draws the conclusions.
     *
     * @param results baseline, default and at least one candidate
     * @param bytesPerRecord to compare chunks of rows with chunks of bytes
     */
    public static TuneFinding of(List<TuneResult> results, double bytesPerRecord) {
        TuneResult baseline = only(results, Kind.BASELINE);
        TuneResult standard = only(results, Kind.DEFAULT);
        List<TuneResult> candidates = results.stream()
                .filter(result -> result.setting().kind() == Kind.CANDIDATE)
                .toList();
        List<TuneResult> choices = results.stream()
                .filter(result -> result.setting().kind() != Kind.BASELINE)
                .toList();
        TuneResult fastest = fastest(choices);
        TuneResult recommended = choices.stream()
                .filter(result -> result.isAsGoodAs(fastest))
                .min(Comparator.<TuneResult>comparingInt(
                                result -> result.setting().workers())
                        .thenComparingDouble(result -> result.setting().bytes(bytesPerRecord)))
                .orElse(fastest);
        boolean defaultDoes = standard.isAsGoodAs(recommended);
        TreeMap<Integer, TuneResult> byWorkers = new TreeMap<>();
        candidates.forEach(
                result -> byWorkers.merge(result.setting().workers(), result, (a, b) -> a.rate() >= b.rate() ? a : b));
        List<TuneResult> best = List.copyOf(byWorkers.values());
        return new TuneFinding(
                recommended,
                best,
                defaultDoes,
                List.of(
                        ofChunkSize(candidates, fastest(candidates)),
                        ofWorkers(best),
                        ofRecommended(recommended, baseline, standard, defaultDoes)));
    }

    private static TuneResult only(List<TuneResult> results, Kind kind) {
        return results.stream()
                .filter(result -> result.setting().kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the " + kind.word() + " was not measured"));
    }

    private static TuneResult fastest(List<TuneResult> results) {
        return results.stream()
                .max(Comparator.comparingDouble(TuneResult::rate))
                .orElseThrow(() -> new IllegalArgumentException("no candidate was measured"));
    }

    private static String ofChunkSize(List<TuneResult> candidates, TuneResult best) {
        int workers = best.setting().workers();
        TuneResult worst = candidates.stream()
                .filter(result -> result.setting().workers() == workers)
                .min(Comparator.comparingDouble(TuneResult::rate))
                .orElse(best);
        String with = "With " + TuneSetting.count(workers, "worker") + " ";
        if (worst.setting().equals(best.setting())) {
            return with + "only one chunk size was measured (" + best.setting().showChunk()
                    + "), so the runs don't say how much it matters.";
        }
        double gain = best.speedUp(worst) - 1;
        String range =
                "chunks of " + best.setting().showChunk() + " load " + rate(best) + " rows/s and are the fastest, "
                        + "those of " + worst.setting().showChunk() + " load " + rate(worst) + " and are the slowest";
        if (gain <= TuneResult.EQUAL) {
            return with + "the chunk size hardly matters: " + range + ", a difference of " + percent(gain) + ".";
        }
        return with + "the chunk size makes a difference of " + percent(gain) + ": " + range
                + (best.isClearlyFasterThan(worst) ? "." : overlap(best));
    }

    private static String ofWorkers(List<TuneResult> byWorkers) {
        TuneResult first = byWorkers.get(0);
        String fewest = TuneSetting.count(first.setting().workers(), "worker");
        if (byWorkers.size() == 1) {
            return "Only loads with " + fewest + " were measured, so the runs don't say how far more of them help.";
        }
        TuneResult top = fastest(byWorkers);
        TuneResult enough = byWorkers.stream()
                .filter(result -> result.isAsGoodAs(top))
                .findFirst()
                .orElse(top);
        TuneResult last = byWorkers.get(byWorkers.size() - 1);
        String most = TuneSetting.count(last.setting().workers(), "worker");
        if (enough.equals(first)) {
            return "More than " + fewest + (first.setting().workers() == 1 ? " doesn't" : " don't")
                    + " help here: at the best chunk size of each, " + fewest + " can load " + rate(first)
                    + " rows/s and " + most + " " + rate(last) + ".";
        }
        double ideal = (double) enough.setting().workers() / first.setting().workers();
        String help = "At the best chunk size of each, "
                + TuneSetting.count(enough.setting().workers(), "worker") + " load " + times(enough.speedUp(first))
                + " times as fast as " + fewest + " (ideal would be " + times(ideal) + ")";
        if (enough.equals(last)) {
            return help + ", and that is the most that was measured, so still more may help.";
        }
        return help
                + (enough.isClearlyFasterThan(last)
                        ? "; more don't help, and " + most + " are slower again (" + rate(last) + " rows/s)."
                        : "; more than that add nothing beyond the spread of the runs.");
    }

    private static String ofRecommended(
            TuneResult recommended, TuneResult baseline, TuneResult standard, boolean defaultDoes) {
        TuneSetting setting = recommended.setting();
        String sentence = "The recommended setting, " + TuneSetting.count(setting.workers(), "worker")
                + " with chunks of " + setting.showChunk() + ", loads " + rate(recommended) + " rows/s, "
                + times(recommended.speedUp(baseline)) + " times the baseline's " + rate(baseline);
        String sure = recommended.isClearlyFasterThan(baseline)
                ? recommended.seconds().size() == 1
                        ? " (with one run each, the spread isn't known)"
                        : ", which is beyond the spread of the runs"
                : ", which is within the spread of the runs and may be chance";
        String others;
        if (setting.kind() == Kind.DEFAULT) {
            others = "; it is what a load does without any settings.";
        } else if (defaultDoes) {
            others = "; the default settings (" + standard.setting().show() + ") do as well with " + rate(standard)
                    + " rows/s, so nothing needs to be set.";
        } else {
            others = "; the default settings (" + standard.setting().show() + ") reach "
                    + percent(standard.rate() / recommended.rate()) + " of it.";
        }
        return sentence + sure + others;
    }

    private static String overlap(TuneResult result) {
        return result.seconds().size() == 1 ? "." : ", but the runs of the two overlap, so a part of it may be chance.";
    }

    private static String rate(TuneResult result) {
        return TuneSetting.count(result.rate());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, factor == Math.rint(factor) ? "%.0f" : "%.2f", factor);
    }
}
