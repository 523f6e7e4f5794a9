package sluice.generate;

/**
 * Says of each row of a file what is special about it. The rows are shuffled, and each flaw has a range of places in that
 * order: so every count is exact, no row has two flaws, and the n-th row of a flaw is found without a search.
 */
final class Flaws {
    private static final int TRIES = 64;

    private final long rows;
    private final long endOfBad;
    private final long endOfDuplicate;
    private final long endOfNewline;
    private final long endOfNonAscii;
    private final Shuffle order;
    private final long shift;
    private final Draws draws = new Draws();
    private final long seed;

    Flaws(long rows, long seed, GenerateOptions options) {
        this.rows = rows;
        this.seed = Draws.seed(seed, "earlier");
        order = new Shuffle(rows, Draws.seed(seed, "flaws"));
        // The first row takes the last place, so that there is always an earlier row for a key to be repeated from.
        shift = rows - 1 - order.place(0);
        endOfBad = end(0, options.badRows(), rows - 1);
        endOfDuplicate = end(endOfBad, options.duplicateKeys(), rows - 1);
        endOfNewline = end(endOfDuplicate, options.quotedNewlines(), rows);
        endOfNonAscii = end(endOfNewline, options.nonAscii(), rows);
    }

    private long end(long start, double share, long limit) {
        return Math.min(limit, start + Math.round(share * rows));
    }

    long rows() {
        return rows;
    }

    /** The place of a row in the order of the flaws. */
    long place(long row) {
        long place = order.place(row) + shift;
        return place < 0 ? place + rows : place >= rows ? place - rows : place;
    }

    Flaw at(long place) {
        // From the end: most rows have no flaw.
        return place >= endOfNonAscii
                ? Flaw.NONE
                : place >= endOfNewline
                        ? Flaw.NON_ASCII
                        : place >= endOfDuplicate ? Flaw.NEWLINE : place >= endOfBad ? Flaw.DUPLICATE : Flaw.BAD;
    }

    private long start(Flaw flaw) {
        return switch (flaw) {
            case BAD -> 0;
            case DUPLICATE -> endOfBad;
            case NEWLINE -> endOfDuplicate;
            case NON_ASCII -> endOfNewline;
            case NONE -> endOfNonAscii;
        };
    }

    long count(Flaw flaw) {
        return switch (flaw) {
            case BAD -> endOfBad;
            case DUPLICATE -> endOfDuplicate - endOfBad;
            case NEWLINE -> endOfNewline - endOfDuplicate;
            case NON_ASCII -> endOfNonAscii - endOfNewline;
            case NONE -> rows - endOfNonAscii;
        };
    }

    /** How many rows of the same flaw stand before this place. */
    long rank(long place) {
        return place - start(at(place));
    }

    /** The row that has this rank among the rows of a flaw. */
    long row(Flaw flaw, long rank) {
        return row(start(flaw) + rank);
    }

    /** How many rows are the first of their key. */
    long originals() {
        return rows - endOfDuplicate;
    }

    /** The row of this rank among those that are the first of their key. */
    long original(long rank) {
        return row(endOfDuplicate + rank);
    }

    private long row(long place) {
        long shifted = place - shift;
        return order.number(shifted < 0 ? shifted + rows : shifted >= rows ? shifted - rows : shifted);
    }

    /** What the first row is: a row without flaw, unless the shares leave none. */
    Flaw usual() {
        return at(rows - 1);
    }

    /** The row whose key a row has: its own, or the one that it repeats. */
    long keyRow(long row, long place) {
        return at(place) == Flaw.DUPLICATE ? earlier(row) : row;
    }

    /** An earlier row to repeat the key of: a usual one. */
    long earlier(long row) {
        draws.at(seed, row);
        for (int i = 0; i < TRIES; i++) {
            long candidate = draws.below(row);
            if (at(place(candidate)) == usual()) {
                return candidate;
            }
        }
        return 0;
    }
}
