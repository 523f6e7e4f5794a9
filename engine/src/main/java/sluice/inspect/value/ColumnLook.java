package sluice.inspect.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.infer.ColumnEvidence;
import sluice.infer.IsoForm;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/**
 * What one worker has seen of one column. Not thread-safe; what several workers have seen is put together by
 * {@link #finding}.
 */
public final class ColumnLook {
    private final ColumnEvidence asItStands = new ColumnEvidence();
    private final ColumnEvidence settled = new ColumnEvidence();
    private final Histogram values = new Histogram();
    private final Range range = new Range();
    private final Count blanks = new Count();
    private final Map<Integer, Count> tokens = new LinkedHashMap<>();
    private long cells;
    private long empty;
    private int minLength = Integer.MAX_VALUE;
    private int maxLength;

    /** Looks at a cell; lines come in rising order. */
    public void add(byte[] bytes, int from, int to, long line) {
        cells++;
        if (from == to) {
            empty++;
            return;
        }
        asItStands.add(bytes, from, to);
        addLength(bytes, from, to);
        int start = from;
        int end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (start < end && isBlank(bytes[end - 1])) {
            end--;
        }
        if (start > from || end < to) {
            blanks.add(line, bytes, from, to);
        }
        if (start == end) {
            empty++;
        } else {
            addValue(bytes, start, end, line);
        }
    }

    private void addValue(byte[] bytes, int from, int to, long line) {
        int token = NullToken.find(bytes, from, to);
        if (token >= 0) {
            tokens.computeIfAbsent(token, key -> new Count()).add(line, bytes, from, to);
            return;
        }
        settled.add(bytes, from, to);
        long traits = Traits.of(bytes, from, to);
        values.add(traits, line, bytes, from, to);
        if ((traits & (Traits.DOUBLE | Traits.ISO_MASK)) != 0) {
            range.add(bytes, from, to);
        }
    }

    private void addLength(byte[] bytes, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            length += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        minLength = Math.min(minLength, length);
        maxLength = Math.max(maxLength, length);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** What several workers have seen of a column, in any order. */
    public static ColumnFinding finding(List<ColumnLook> looks) {
        ColumnEvidence asItStands = new ColumnEvidence();
        ColumnEvidence settled = new ColumnEvidence();
        Range range = new Range();
        Map<Long, Tally> values = Histogram.sum();
        for (ColumnLook look : looks) {
            asItStands.merge(look.asItStands);
            settled.merge(look.settled);
            range.merge(look.range);
            look.values.addTo(values);
        }
        ColumnPlan settledType = plan(settled);
        boolean text = settledType.type() == ValueType.STRING;
        return new ColumnFinding(
                plan(asItStands),
                settledType,
                cells(looks),
                extent(looks, text ? null : range),
                text ? Verdict.of(values) : new Suggestion.None());
    }

    private static ColumnPlan plan(ColumnEvidence evidence) {
        IsoForm dates = evidence.dates();
        ColumnPlan plan = ColumnPlan.of(evidence.type());
        if (dates == null) {
            return plan;
        }
        ColumnPlan dated = plan.withFormat(dates.format());
        boolean elsewhere = dates.zone() != null && dates.zone().getTotalSeconds() != 0;
        return elsewhere ? dated.withCells(plan.cells().withZone(dates.zone())) : dated;
    }

    private static Cells cells(List<ColumnLook> looks) {
        List<NullToken> nulls = new ArrayList<>();
        for (int i = 0; i < NullToken.TEXTS.size(); i++) {
            int token = i;
            Tally cells = Tally.sum(looks.stream()
                    .flatMap(look -> Stream.ofNullable(look.tokens.get(token)))
                    .map(Count::tally));
            if (cells.any()) {
                nulls.add(new NullToken(NullToken.TEXTS.get(i), cells));
            }
        }
        return new Cells(
                looks.stream().mapToLong(look -> look.cells).sum(),
                looks.stream().mapToLong(look -> look.empty).sum(),
                Tally.sum(looks.stream().map(look -> look.blanks.tally())),
                nulls);
    }

    private static Extent extent(List<ColumnLook> looks, @Nullable Range range) {
        int max = looks.stream().mapToInt(look -> look.maxLength).max().orElse(0);
        int min = looks.stream().mapToInt(look -> look.minLength).min().orElse(0);
        return new Extent(
                max == 0 ? 0 : min, max, range == null ? null : range.min(), range == null ? null : range.max());
    }
}
