package sluice.generate;

import java.util.List;
import java.util.Map;

/** The rows of one file, each a function of the seed and its number. */
interface Table {

    /**
     * What the file looks like.
     *
     * @param header names, or nothing for a file without a header
     * @param textColumn the column that takes quoting and encoding damage
     */
    record Shape(String file, List<String> header, int columns, int textColumn) {
        Shape(String file, String header, int textColumn) {
            this(file, List.of(header.split(",")), header.split(",").length, textColumn);
        }
    }

    Shape shape();

    Flaws flaws();

    /** Writes the fields of a row, whose place among the flaws is known. */
    void write(long row, long place, RowWriter out);

    /** Counts that belong to this data set alone. */
    default Map<String, Long> found() {
        return Map.of();
    }
}
