package sluice.scan.language;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sluice.scan.value.Decimal;
import sluice.scan.value.ScanValue;
import sluice.scan.value.Slice;

/**
 * Some values to choose: texts, or numbers and ranges of them; never both.
 *
 * @param texts the texts
 * @param ranges the numbers, each from its lowest to its highest, both included
 */
public record Choice(List<String> texts, List<Range> ranges) {

    /** Numbers from the lowest to the highest; a single one where they are equal. */
    record Range(BigDecimal lowest, BigDecimal highest) {
        private long integers() {
            boolean whole = lowest.stripTrailingZeros().scale() <= 0
                    && highest.stripTrailingZeros().scale() <= 0;
            BigDecimal count = highest.subtract(lowest).add(BigDecimal.ONE);
            if (!whole) {
                return lowest.compareTo(highest) == 0 ? 1 : 0;
            }
            return count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0 ? Integer.MAX_VALUE : count.longValue();
        }

        private Stream<ScanValue> values() {
            return Stream.iterate(lowest, value -> value.add(BigDecimal.ONE))
                    .limit(integers())
                    .map(ScanValue.Numeric::new);
        }
    }

    /** Copies the lists. */
    public Choice {
        texts = List.copyOf(texts);
        ranges = List.copyOf(ranges);
    }

    /** Whether it names texts and not numbers. */
    public boolean ofTexts() {
        return ranges.isEmpty();
    }

    /** How many values it names one by one, the integers of a range among them. */
    public long size() {
        return texts.size() + ranges.stream().mapToLong(Range::integers).sum();
    }

    /** The values it names one by one. */
    public Stream<ScanValue> values() {
        return Stream.concat(
                        texts.stream().map(ScanValue.Text::new), ranges.stream().flatMap(Range::values))
                .distinct();
    }

    /** Asks whether texts are among them. Not thread-safe, as all that reads rows. */
    public Among among() {
        return new Among(this);
    }

    /** The values ready to be compared with what stands in rows. */
    public static final class Among {
        private final List<Slice> texts = new ArrayList<>();
        private final List<Decimal> lowest = new ArrayList<>();
        private final List<Decimal> highest = new ArrayList<>();

        private Among(Choice choice) {
            for (String text : choice.texts) {
                texts.add(Slice.of(text.getBytes(StandardCharsets.UTF_8)));
            }
            for (Range range : choice.ranges) {
                lowest.add(Decimal.of(range.lowest));
                highest.add(Decimal.of(range.highest));
            }
        }

        public boolean holds(Slice value) {
            for (int i = 0; i < texts.size(); i++) {
                if (texts.get(i).sameAs(value)) {
                    return true;
                }
            }
            return false;
        }

        public boolean holds(Decimal value) {
            for (int i = 0; i < lowest.size(); i++) {
                if (lowest.get(i).compareTo(value) <= 0 && value.compareTo(highest.get(i)) <= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
