package sluice.inspect.value;

import java.util.List;

/**
 * What the cells of a column hold.
 *
 * @param count how many cells there are
 * @param empty how many hold no character, or nothing but blanks
 * @param blanks those with blanks or tabs before or after what they hold, or with nothing else
 * @param nulls the texts found that may stand for no value, each with its cells
 */
public record Cells(long count, long empty, Tally blanks, List<NullToken> nulls) {
    /** Copies the list. */
    public Cells {
        nulls = List.copyOf(nulls);
    }

    /** The share of cells without a value, from 0 to 1; 0 if there are no cells. */
    public double emptyShare() {
        return count == 0 ? 0 : (double) empty / count;
    }
}
