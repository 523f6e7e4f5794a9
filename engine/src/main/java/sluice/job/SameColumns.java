package sluice.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sluice.plan.CollectionPlan;

/** Files that meet in one collection although nobody said that they go together: they must have the same columns. */
final class SameColumns {
    private static final int SHOWN = 10;

    private SameColumns() {}

    /** What is wrong, with the columns of the first two files that differ; in any order they are the same. */
    static Optional<String> problem(CollectionPlan plan, List<SourceJob> sources) {
        return sources.stream()
                .filter(source -> !columns(source).equals(columns(sources.get(0))))
                .findFirst()
                .map(other -> problem(plan, sources.get(0), other));
    }

    private static String problem(CollectionPlan plan, SourceJob first, SourceJob other) {
        return first.source().name() + " and " + other.source().name() + " would go into one collection, " + plan.name()
                + ", and have different columns: " + without(first, other) + "; " + without(other, first)
                + ". If they belong together, name the collection: -c " + plan.name()
                + ". If not, load each with a -c of its own.";
    }

    private static String without(SourceJob one, SourceJob other) {
        List<String> own = new ArrayList<>(columns(one));
        own.removeAll(columns(other));
        return one.source().name() + " has " + shown(one.header().names())
                + (own.isEmpty() ? "" : " (" + shown(own) + " alone)");
    }

    private static String shown(List<String> names) {
        return String.join(",", names.subList(0, Math.min(SHOWN, names.size()))) + (names.size() > SHOWN ? ",..." : "");
    }

    private static Set<String> columns(SourceJob source) {
        return new LinkedHashSet<>(source.header().names());
    }

    /** Says that they go together. */
    static String note(CollectionPlan plan, List<SourceJob> sources) {
        return plan.name() + ": takes " + sources.size() + " files together, which have the same columns: "
                + sources.get(0).source().name() + ", "
                + sources.get(1).source().name()
                + (sources.size() > 2 ? ", ..." : "") + ".";
    }
}
