package sluice.convert;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sluice.csv.Recovery;

/**
 * What became of a source. Immutable.
 *
 * @param records how many it had, rejects among them
 * @param rejected how many of them are not in the output
 * @param firstRejects the first of those, at most {@value #SHOWN_REJECTS}
 * @param recoveries how often each kind of recovery was needed; kinds that were not are missing
 * @param secondTable the line on which a second table starts, which is not in the output; or 0
 * @param complete false if it was told to stop before the end
 */
public record ConversionResult(
        long records,
        long rejected,
        List<RejectedRecord> firstRejects,
        Map<Recovery, Long> recoveries,
        long secondTable,
        boolean complete) {
    /** How many rejects are shown. */
    public static final int SHOWN_REJECTS = 10;

    /** A source without a record. */
    static final ConversionResult EMPTY = new ConversionResult(0, 0, List.of(), Map.of(), 0, true);

    /** Copies list and map. */
    public ConversionResult {
        firstRejects = List.copyOf(firstRejects);
        Map<Recovery, Long> copy = new EnumMap<>(Recovery.class);
        copy.putAll(recoveries);
        recoveries = Collections.unmodifiableMap(copy);
    }
}
