package sluice.expected;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sluice.bson.EncodedChunk;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.OnDuplicate;

/** Counts the records that a load would reject, for one worker, and keeps the first of each kind. Not thread-safe. */
final class RejectTally implements ExpectedCollection.Witness {
    private static final int EXAMPLES = 3;

    private final List<String> sources;
    private final OnDuplicate onDuplicate;
    private final Map<RejectCode, Kind> kinds = new EnumMap<>(RejectCode.class);
    private long records;
    private long skipped;

    /** The first records of a kind, and how many there are. */
    private static final class Kind {
        private long count;
        private final List<Example> first = new ArrayList<>();
    }

    private record Example(int source, long line, String message) {}

    /** A tally of the records of some sources, named in their order. */
    RejectTally(List<String> sources, OnDuplicate onDuplicate) {
        this.sources = sources;
        this.onDuplicate = onDuplicate;
    }

    @Override
    public void encoded(int source, EncodedChunk chunk) {
        records += chunk.records();
        for (Reject reject : chunk.rejects()) {
            add(reject.code(), source, reject.origin().line(), message(reject));
        }
    }

    private static String message(Reject reject) {
        String column = reject.reason().column();
        String value = reject.reason().value();
        return (column == null ? "" : "column " + column + ": ")
                + (value == null ? "" : "`" + value + "` ")
                + reject.message();
    }

    @Override
    public void orphan(int source, EncodedChunk chunk, int document) {
        add(RejectCode.ORPHAN, source, chunk.line(document), "a reference leads nowhere");
    }

    @Override
    public void duplicate(int source, EncodedChunk chunk, int document) {
        if (onDuplicate == OnDuplicate.SKIP) {
            skipped++;
        } else {
            add(
                    RejectCode.DUPLICATE_KEY,
                    source,
                    chunk.line(document),
                    "an earlier record has the key, or a value that must be unique");
        }
    }

    private void add(RejectCode code, int source, long line, String message) {
        Kind kind = kinds.computeIfAbsent(code, key -> new Kind());
        kind.count++;
        // Chunks of one worker come in the order of the files.
        if (kind.first.size() < EXAMPLES) {
            kind.first.add(new Example(source, line, message));
        }
    }

    long records() {
        return records;
    }

    long skipped() {
        return skipped;
    }

    /** What several workers have counted, the most frequent kind first. */
    static List<CollectionForecast.Group> groups(List<RejectTally> tallies) {
        List<CollectionForecast.Group> groups = new ArrayList<>();
        for (RejectCode code : RejectCode.values()) {
            List<Example> first = new ArrayList<>();
            long count = 0;
            for (RejectTally tally : tallies) {
                Kind kind = tally.kinds.get(code);
                if (kind != null) {
                    count += kind.count;
                    kind.first.forEach(first::add);
                }
            }
            if (count > 0) {
                List<String> sources = tallies.get(0).sources;
                List<String> examples = first.stream()
                        .sorted(Comparator.comparingInt(Example::source).thenComparingLong(Example::line))
                        .limit(EXAMPLES)
                        .map(one -> sources.get(one.source()) + ", line " + one.line() + ": " + one.message())
                        .toList();
                groups.add(new CollectionForecast.Group(code.word(), count, examples));
            }
        }
        groups.sort(Comparator.comparingLong(CollectionForecast.Group::count).reversed());
        return groups;
    }
}
