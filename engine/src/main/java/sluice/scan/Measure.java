package sluice.scan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import sluice.scan.value.Decimal;

/** What can be asked of the numbers in many rows. */
public enum Measure {
    /** Their sum, exact. */
    SUM("sum"),
    /** The least of them. */
    MIN("min"),
    /** The greatest of them. */
    MAX("max"),
    /** Their sum divided by how many they are, with four decimals more than they have, rounded to the nearest. */
    AVG("avg");

    private static final int MORE_DECIMALS = 4;

    private final String word;

    Measure(String word) {
        this.word = word;
    }

    /** As the option and the results call it. */
    public String word() {
        return word;
    }

    /** One of these, over the numbers of one group. Exact, so that the order of the rows changes nothing. */
    static final class Accumulator {
        private final Measure measure;
        private long count;
        private final Decimal number = new Decimal();
        private BigDecimal rest = BigDecimal.ZERO;

        Accumulator(Measure measure) {
            this.measure = measure;
        }

        void add(Decimal value) {
            boolean extreme = measure == MIN || measure == MAX;
            if (!extreme) {
                sum(value);
            } else if (count == 0 || better(value)) {
                number.set(value);
            }
            count++;
        }

        /** Of equal numbers the one with more decimals is kept, whichever came first. */
        private boolean better(Decimal value) {
            int comparison = value.compareTo(number);
            return comparison == 0 ? value.scale > number.scale : comparison < 0 == (measure == MIN);
        }

        private void sum(Decimal value) {
            if (value.big != null) {
                rest = rest.add(value.big);
                return;
            }
            int scale = Math.max(value.scale, number.scale);
            if (Decimal.fits(value.unscaled, scale - value.scale)
                    && Decimal.fits(number.unscaled, scale - number.scale)) {
                long one = number.unscaled * Decimal.power(scale - number.scale);
                long other = value.unscaled * Decimal.power(scale - value.scale);
                long sum = one + other;
                if (((one ^ sum) & (other ^ sum)) >= 0) {
                    number.unscaled = sum;
                    number.scale = scale;
                    return;
                }
            }
            rest = rest.add(number.value());
            number.set(value);
        }

        void merge(Accumulator other) {
            if (measure == SUM || measure == AVG) {
                rest = rest.add(other.rest).add(other.number.value());
            } else if (other.count > 0 && (count == 0 || better(other.number))) {
                number.set(other.number);
            }
            count += other.count;
        }

        /** The result; null where there was no number. */
        @Nullable
        BigDecimal result() {
            if (count == 0) {
                return measure == SUM ? BigDecimal.ZERO : null;
            }
            return switch (measure) {
                case SUM -> rest.add(number.value());
                case MIN, MAX -> number.value();
                case AVG -> average(rest.add(number.value()));
            };
        }

        private BigDecimal average(BigDecimal sum) {
            BigDecimal average = sum.divide(
                            BigDecimal.valueOf(count), sum.scale() + MORE_DECIMALS, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            return average.scale() < 0 ? average.setScale(0) : average;
        }
    }
}
