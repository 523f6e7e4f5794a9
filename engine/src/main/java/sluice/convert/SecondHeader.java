package sluice.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import sluice.csv.CsvRecord;

/** Tells a second table's header: two names or more of the first one's, from the first on, and then nothing or others. */
final class SecondHeader {
    private static final int FEWEST_NAMES = 2;

    private final byte[][] names;

    SecondHeader(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Whether a record is one. */
    boolean is(CsvRecord record) {
        int cells = record.fieldCount();
        while (cells > 0 && record.start(cells - 1) == record.end(cells - 1)) {
            cells--;
        }
        int common = Math.min(cells, names.length);
        if (common < FEWEST_NAMES) {
            return false;
        }
        for (int cell = 0; cell < common; cell++) {
            byte[] name = names[cell];
            if (!Arrays.equals(record.bytes(cell), record.start(cell), record.end(cell), name, 0, name.length)) {
                return false;
            }
        }
        return true;
    }
}
