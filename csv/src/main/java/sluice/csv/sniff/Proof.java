package sluice.csv.sniff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Proves that a last row says something of all rows above it: how many they are, or the sum of a column. */
final class Proof {
    private Proof() {}

    /**
     * The proof, if there is one.
     *
     * @param above the header, if there is one, and all records
     * @param last the cells of the row below
     */
    static Optional<String> of(List<Row> above, List<Cell> last) {
        OptionalInt count = last.stream()
                .map(cell -> Remarks.count(cell.text()))
                .flatMapToInt(OptionalInt::stream)
                .findFirst();
        if (count.isPresent()) {
            int rows = above.size();
            return count.getAsInt() == rows || count.getAsInt() == rows - 1
                    ? Optional.of("the last row gives the number of the rows above it")
                    : Optional.empty();
        }
        for (int column = 0; column < last.size(); column++) {
            if (isSum(above, column, last.get(column).text(), '.', ',')
                    || isSum(above, column, last.get(column).text(), ',', '.')) {
                return Optional.of("the last row holds the sum of column " + (column + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isSum(List<Row> above, int column, String sum, char decimal, char group) {
        Optional<BigDecimal> said = number(sum, decimal, group);
        List<BigDecimal> values = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            List<Cell> cells = above.get(i).cells();
            String text = column < cells.size() ? cells.get(column).text() : "";
            Optional<BigDecimal> value = number(text, decimal, group);
            value.ifPresent(values::add);
            boolean header = i == 0;
            boolean known = column < cells.size() && (value.isPresent() || text.isBlank());
            if (!known && !header) {
                return false;
            }
        }
        BigDecimal real = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return said.isPresent() && !values.isEmpty() && real.signum() != 0 && real.compareTo(said.get()) == 0;
    }

    private static Optional<BigDecimal> number(String text, char decimal, char group) {
        String plain = text.strip().replace(String.valueOf(group), "").replace(decimal, '.');
        return plain.matches("-?\\d{1,30}(\\.\\d{1,10})?") ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }
}
