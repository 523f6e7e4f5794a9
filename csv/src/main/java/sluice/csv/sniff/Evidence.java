package sluice.csv.sniff;

/**
 * How regular the sampled rows are in one reading.
 *
 * @param rows how many rows were sampled: header and records, without preamble, footer, comments and blank lines
 * @param fitting how many of them have the winning width and are well-formed
 * @param width the winning width: the number of cells that most rows have, or 0 if there are no rows
 * @param widths how many different numbers of cells the rows have
 */
public record Evidence(int rows, int fitting, int width, int widths) {
    /** No row was looked at. */
    public static final Evidence NONE = new Evidence(0, 0, 0, 0);

    /** The share of rows that fit, from 0 to 1; 0 if there are no rows. */
    public double share() {
        return rows == 0 ? 0 : (double) fitting / rows;
    }

    /** In words: {@code 12 of 12 sampled rows have 7 cells}. */
    public String words() {
        if (rows == 0) {
            return "no rows";
        }
        return fitting + " of " + Shown.count(rows, "sampled row") + (fitting == 1 && rows == 1 ? " has " : " have ")
                + Shown.count(width, "cell");
    }

    /** In few words, next to another reading: {@code 3 widths}, or {@code 9 of 12 have 2 cells}. */
    String brief() {
        return widths > 2 ? widths + " widths" : fitting + " of " + rows + " have " + Shown.count(width, "cell");
    }
}
