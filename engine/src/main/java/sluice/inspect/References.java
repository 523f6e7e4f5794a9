package sluice.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import sluice.admission.KeySet;
import sluice.inspect.Table.Seen;
import sluice.inspect.value.Extent;
import sluice.inspect.value.Tally;
import sluice.plan.ValueType;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/** Finds columns whose values are keys of another file. */
final class References {
    /** A named reference with more misses among its values is not worth a word. */
    private static final double NEAR = 0.1;

    private final List<Seen> tables;
    private final int workers;
    private final long seed;
    private final StopSignal stop;

    /** A search in tables whose keys were hashed with a seed. */
    References(List<Seen> tables, int workers, long seed, StopSignal stop) {
        this.tables = tables;
        this.workers = workers;
        this.seed = seed;
        this.stop = stop;
    }

    /** A column that may refer to a key, if what is known of both allows it. */
    private record Candidate(Seen child, int column, Seen parent, Key key, KeySet keys) {
        boolean named() {
            return NameRank.refers(
                    child.found().columns().get(column).name(),
                    parent.found().collection(),
                    parent.found().columns().get(keyColumn()).name(),
                    key.likely());
        }

        int keyColumn() {
            return key.columns().get(0);
        }

        FoundReference found(Tally misses) {
            return new FoundReference(
                    child.table().place(), column, parent.table().place(), keyColumn(), named(), misses);
        }

        /** Whether values of the one can be values of the other. */
        boolean possible() {
            Column from = child.found().columns().get(column);
            Column to = parent.found().columns().get(keyColumn());
            ValueType type = from.finding().type().type();
            boolean measured = type == ValueType.DOUBLE || type == ValueType.BOOL || type == ValueType.DATE;
            Extent extent = from.finding().extent();
            boolean longest = extent.maxLength() <= to.finding().extent().maxLength();
            boolean some =
                    from.finding().cells().empty() < from.finding().cells().count();
            boolean few = from.distinct().count() <= to.distinct().count();
            return some
                    && !measured
                    && (named()
                            || (longest && few && type == to.finding().type().type()));
        }
    }

    /** The references, the likeliest first. */
    List<FoundReference> find(Consumer<LoadProgress> listener) {
        List<FoundReference> found = new ArrayList<>();
        for (Seen child : tables) {
            List<Candidate> candidates = candidates(child);
            if (!candidates.isEmpty() && child.table().job().source().repeatable() && !stop.requested()) {
                found.addAll(prove(child, candidates, listener));
            }
        }
        found.sort(Comparator.comparing((FoundReference reference) -> !reference.proven())
                .thenComparing(reference -> !reference.named())
                .thenComparing(this::coverage, Comparator.reverseOrder()));
        return found;
    }

    /** Which share of the keys the column has: the more, the less it is chance. */
    private double coverage(FoundReference reference) {
        long values = distinct(reference.file(), reference.column());
        return (double) values / Math.max(1, distinct(reference.parent(), reference.key()));
    }

    private long distinct(int place, int column) {
        return tables.stream()
                .filter(seen -> seen.table().place() == place)
                .findFirst()
                .map(seen -> seen.found().columns().get(column).distinct().count())
                .orElse(0L);
    }

    private List<Candidate> candidates(Seen child) {
        List<Candidate> candidates = new ArrayList<>();
        for (int column = 0; column < child.found().columns().size(); column++) {
            for (Seen parent : tables) {
                for (Key key :
                        parent.equals(child) ? List.<Key>of() : parent.found().keys()) {
                    int keyColumn = key.columns().get(0);
                    KeySet keys = parent.keys(keyColumn);
                    if (keys != null && key.columns().size() == 1) {
                        candidates.add(new Candidate(child, column, parent, key, keys));
                    }
                }
            }
        }
        return candidates.stream().filter(Candidate::possible).toList();
    }

    private List<FoundReference> prove(Seen child, List<Candidate> candidates, Consumer<LoadProgress> listener) {
        List<ReferenceScan.Trial> trials = candidates.stream()
                .map(candidate -> new ReferenceScan.Trial(candidate.column(), candidate.keys()))
                .toList();
        List<ReferenceScan> scans = child.table()
                .scan()
                .run(workers, null, () -> new ReferenceScan(child.table().records(), trials, seed), listener, stop);
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> candidates
                        .get(i)
                        .found(Tally.sum(
                                scans.stream().map(scan -> scan.misses(i).tally()))))
                .filter(reference -> reference.proven() || isNear(child, reference))
                .toList();
    }

    private static boolean isNear(Seen child, FoundReference reference) {
        long misses = reference.misses().count();
        long records = child.found().rows().count();
        return reference.named() && misses <= ReferenceScan.MOST_MISSES && misses <= NEAR * records;
    }
}
