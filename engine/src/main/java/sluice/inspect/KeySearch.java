package sluice.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import sluice.plan.ValueType;

/** Chooses which columns are worth a proof as a key, and which of the proven ones is likely to be the key. */
final class KeySearch {
    /** Pairs are made of so many columns, from the first. */
    static final int PAIRED_COLUMNS = 8;

    private KeySearch() {}

    /** The single columns that are unique, the likeliest key first. */
    static List<Key> keys(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).uniqueness() instanceof Uniqueness.Unique
                        && !columns.get(i).name().isEmpty())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> rank(columns, i)))
                .map(i -> new Key(List.of(i), isLikely(columns, i)))
                .toList();
    }

    private static int rank(List<Column> columns, int column) {
        String name = columns.get(column).name();
        return name.equals("_id") ? 0 : isLikely(columns, column) ? 1 : 2;
    }

    /** Whether a unique column looks like a key: numbers with decimals, dates and texts of any kind rarely are. */
    private static boolean isLikely(List<Column> columns, int column) {
        Column one = columns.get(column);
        ValueType type = one.finding().type().type();
        boolean measured = type == ValueType.DOUBLE || type == ValueType.DATE || type == ValueType.BOOL;
        return !measured
                && (NameRank.isKey(one.name())
                        || (column == 0 && one.finding().extent().maxLength() <= 64));
    }

    /** The pairs of columns that may be unique: a value in every record, and enough different ones. */
    static List<List<Integer>> pairs(List<Column> columns, long records) {
        List<Integer> full = IntStream.range(0, Math.min(PAIRED_COLUMNS, columns.size()))
                .filter(i -> columns.get(i).uniqueness() instanceof Uniqueness.Repeated
                        && !columns.get(i).name().isEmpty())
                .boxed()
                .toList();
        List<List<Integer>> pairs = new ArrayList<>();
        for (int first = 0; first < full.size(); first++) {
            for (int second = first + 1; second < full.size(); second++) {
                Column left = columns.get(full.get(first));
                Column right = columns.get(full.get(second));
                boolean emptied =
                        left.finding().cells().empty() + right.finding().cells().empty() > 0;
                if (!emptied && most(left) >= (double) records / most(right)) {
                    pairs.add(List.of(full.get(first), full.get(second)));
                }
            }
        }
        return pairs;
    }

    private static double most(Column column) {
        return column.distinct().exact() ? column.distinct().count() : Double.POSITIVE_INFINITY;
    }

    /** A pair looks like a key if both of its columns do. */
    static Key pair(List<Column> columns, List<Integer> pair) {
        boolean likely = pair.stream()
                .map(columns::get)
                .allMatch(column -> NameRank.isKey(column.name())
                        || column.finding().type().type() == ValueType.STRING
                        || column.finding().type().type() == ValueType.INT);
        return new Key(pair, likely && pair.contains(0));
    }
}
