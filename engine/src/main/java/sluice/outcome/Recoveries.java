package sluice.outcome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sluice.csv.CsvParser;
import sluice.csv.Recovery;

/**
 * How many records were not read as they stand, by kind. Immutable.
 *
 * @param counts the number for each kind that there was
 */
public record Recoveries(Map<Recovery, Long> counts) {
    /** None. */
    public static final Recoveries NONE = new Recoveries(Map.of());

    /** Copies the map, without zeros. */
    public Recoveries {
        EnumMap<Recovery, Long> copy = new EnumMap<>(Recovery.class);
        counts.forEach((kind, count) -> {
            if (count != 0) {
                copy.put(kind, count);
            }
        });
        counts = Collections.unmodifiableMap(copy);
    }

    /** What a parser has recovered so far. */
    public static Recoveries of(CsvParser parser) {
        Map<Recovery, Long> counts = new EnumMap<>(Recovery.class);
        for (Recovery kind : Recovery.values()) {
            counts.put(kind, parser.recoveries(kind));
        }
        return new Recoveries(counts);
    }

    /** The sum of several. */
    public static Recoveries sum(Stream<Recoveries> parts) {
        return parts.reduce(NONE, Recoveries::plus);
    }

    /** These and others. */
    public Recoveries plus(Recoveries others) {
        if (others.counts.isEmpty()) {
            return this;
        }
        Map<Recovery, Long> sum = new EnumMap<>(Recovery.class);
        sum.putAll(counts);
        others.counts.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return new Recoveries(sum);
    }

    /** These without others that are among them. */
    public Recoveries minus(Recoveries others) {
        Map<Recovery, Long> rest = new EnumMap<>(Recovery.class);
        rest.putAll(counts);
        others.counts.forEach((kind, count) -> rest.merge(kind, -count, Long::sum));
        return new Recoveries(rest);
    }

    /** One phrase for each kind, such as {@code 3 short records padded}. */
    public List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        counts.forEach((kind, count) -> phrases.add(count + " " + kind.words()));
        return phrases;
    }
}
