package sluice.csv.sniff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often rows have which number of cells. */
final class Widths {
    private final Map<Integer, Integer> counts = new HashMap<>();
    private int broken;

    static Widths of(List<Row> rows) {
        Widths widths = new Widths();
        rows.forEach(widths::add);
        return widths;
    }

    void add(Row row) {
        if (row.broken()) {
            broken++;
        } else {
            counts.merge(row.width(), 1, Integer::sum);
        }
    }

    /** The width that most rows have; of two, the bigger one; 0 if no row is sound. */
    int mode() {
        int mode = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            int width = entry.getKey();
            int count = entry.getValue();
            if (count > most || (count == most && width > mode)) {
                mode = width;
                most = count;
            }
        }
        return mode;
    }

    Evidence evidence(int width) {
        int rows = broken + counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Evidence(rows, counts.getOrDefault(width, 0), width, counts.size());
    }
}
