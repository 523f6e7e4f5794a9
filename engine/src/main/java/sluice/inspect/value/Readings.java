package sluice.inspect.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import sluice.infer.IsoForm;
import sluice.plan.BoolWords;
import sluice.plan.NumberFormat;
import sluice.plan.ValueType;

/** The readings that are tried on the values of a column, those that keep more of the text first. */
final class Readings {
    private static final List<Tried> FIXED = fixed();

    private Readings() {}

    /** A reading, and which values it fits, by their {@link Traits}. */
    record Tried(Reading reading, LongPredicate fits) {
        static Tried all(Reading reading, long traits) {
            return new Tried(reading, value -> (value & traits) == traits);
        }

        /** The values that it fits. */
        Tally fitting(Map<Long, Tally> values) {
            return select(values, true);
        }

        /** The values that it doesn't fit. */
        Tally others(Map<Long, Tally> values) {
            return select(values, false);
        }

        private Tally select(Map<Long, Tally> values, boolean fitting) {
            return Tally.sum(values.entrySet().stream()
                    .filter(entry -> fits.test(entry.getKey()) == fitting)
                    .map(Map.Entry::getValue));
        }
    }

    /** The readings for values of such traits, the better of two equal ones first. */
    static List<Tried> of(Map<Long, Tally> values) {
        List<Tried> readings = new ArrayList<>(FIXED);
        values.keySet().stream()
                .map(traits -> traits & Traits.ISO_MASK)
                .filter(shape -> shape != 0)
                .distinct()
                .forEach(shape -> readings.add(new Tried(
                        new Reading(
                                ValueType.DATE, IsoForm.formatOf((int) (shape >>> Traits.ISO_SHIFT)), null, "", false),
                        value -> (value & Traits.ISO_MASK) == shape)));
        values.keySet().stream()
                .map(traits -> traits & Traits.FINE_MASK)
                .filter(form -> form != 0)
                .distinct()
                .forEach(form -> addFine(readings, form));
        for (int i = 0; i < WordSets.ALL.size(); i++) {
            BoolWords words = WordSets.ALL.get(i);
            long bit = 1L << (Traits.WORDS_SHIFT + i);
            boolean both = values.keySet().stream().anyMatch(value -> (value & bit) != 0 && isTrue(value))
                    && values.keySet().stream().anyMatch(value -> (value & bit) != 0 && !isTrue(value));
            if (both) {
                readings.add(Tried.all(new Reading(ValueType.BOOL, null, words, "", false), bit));
            }
        }
        return readings;
    }

    /** Dates with decimals, the fewest first. What BSON can't hold of them is cut. */
    private static void addFine(List<Tried> readings, long form) {
        Map.of(3, Traits.FINE_3, 6, Traits.FINE_6, 9, Traits.FINE_9).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(digits -> readings.add(new Tried(
                        Reading.fine(FineDate.format(form, digits.getKey()), digits.getKey() > 3),
                        value -> (value & Traits.FINE_MASK) == form && (value & digits.getValue()) != 0)));
    }

    private static boolean isTrue(long traits) {
        return (traits & Traits.TRUE_WORD) != 0;
    }

    private static List<Tried> fixed() {
        List<Tried> readings = new ArrayList<>();
        readings.add(Tried.all(Reading.plain(ValueType.INT, true), Traits.INT));
        readings.add(Tried.all(Reading.plain(ValueType.LONG, true), Traits.LONG));
        readings.add(Tried.all(Reading.plain(ValueType.BOOL, true), Traits.BOOL));
        readings.add(Tried.all(Reading.plain(ValueType.OBJECT_ID, true), Traits.OBJECT_ID));
        readings.add(Tried.all(Reading.plain(ValueType.UUID, true), Traits.UUID));
        readings.add(Tried.all(Reading.plain(ValueType.DOUBLE, false), Traits.KEPT_DOUBLE));
        readings.add(Tried.all(Reading.plain(ValueType.DECIMAL, false), Traits.DECIMAL));
        readings.add(Tried.all(Reading.plain(ValueType.DOUBLE, false), Traits.DOUBLE));
        addDates(readings);
        for (int i = 0; i < NumberShape.FORMATS.size(); i++) {
            NumberFormat format = NumberShape.FORMATS.get(i);
            String meaning = "the decimal mark is `" + format.decimal() + "`";
            readings.add(Tried.all(
                    new Reading(ValueType.DECIMAL, format.example(), null, meaning, false),
                    1L << (Traits.NUMBERS_SHIFT + i)));
        }
        return List.copyOf(readings);
    }

    private static void addDates(List<Tried> readings) {
        for (DateShape.Order order : DateShape.Order.values()) {
            for (int time = 0; time < DateShape.TIMES.size(); time++) {
                long bit = DateShape.bit(order, time);
                readings.add(Tried.all(date(order, time, true), bit | Traits.PADDED));
                readings.add(Tried.all(date(order, time, false), bit));
            }
        }
    }

    private static Reading date(DateShape.Order order, int time, boolean padded) {
        String meaning = switch (order) {
            case DAY_SLASH -> "the day comes first";
            case MONTH_SLASH -> "the month comes first";
            default -> "";
        };
        boolean keepsText = padded && order != DateShape.Order.MONTH_NAME;
        return new Reading(ValueType.DATE, order.format(padded) + DateShape.TIMES.get(time), null, meaning, keepsText);
    }
}
