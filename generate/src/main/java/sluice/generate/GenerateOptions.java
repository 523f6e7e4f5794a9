package sluice.generate;

import java.nio.file.Path;

/**
 * What to generate; made with {@link #into(Path)}. Shares run from 0 to 1 and hold for each file. A row has at most one
 * of the four flaws.
 *
 * @param directory where the files go; made if it is missing
 * @param rows records per file
 * @param seed the same seed gives the same bytes
 * @param statuses records of {@code status_updates.csv}
 * @param duplicateKeys share of rows that repeat an earlier key
 * @param badRows share of broken rows, see {@link Damage}
 * @param quotedNewlines share of rows with a line end inside quotes
 * @param nonAscii share of rows with characters beyond ASCII
 * @param mislabelled puts the header {@code USER_ID,EMAIL,NAME,LASTNAME} over accounts in another order
 * @param crlf ends lines with CRLF, not LF
 * @param force overwrites files
 */
public record GenerateOptions(
        Path directory,
        long rows,
        long seed,
        long statuses,
        double duplicateKeys,
        double badRows,
        double quotedNewlines,
        double nonAscii,
        boolean mislabelled,
        boolean crlf,
        boolean force) {

    /** The most rows a file may have. */
    public static final long MAX_ROWS = 1_000_000_000_000L;

    /** Checks every value and their sum. */
    public GenerateOptions {
        checkRows("rows", rows);
        checkRows("statuses", statuses);
        checkShare("duplicate-keys", duplicateKeys);
        checkShare("bad-rows", badRows);
        checkShare("quoted-newlines", quotedNewlines);
        checkShare("non-ascii", nonAscii);
        // A little slack, for shares such as 0.7 + 0.2 + 0.1 that add up to a hair over 1.
        if (duplicateKeys + badRows + quotedNewlines + nonAscii > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "duplicate-keys, bad-rows, quoted-newlines and non-ascii together must not exceed 100%");
        }
        if (duplicateKeys + badRows > 1 - 1e-9) {
            throw new IllegalArgumentException("duplicate-keys and bad-rows together must stay below 100%");
        }
    }

    private static void checkRows(String name, long value) {
        if (value < 1 || value > MAX_ROWS) {
            throw new IllegalArgumentException(name + " must be from 1 to " + MAX_ROWS + ", was " + value);
        }
    }

    private static void checkShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, was " + value);
        }
    }

    /** Starts with 1,000 rows, seed 1, no flaws. */
    public static Builder into(Path directory) {
        return new Builder(directory);
    }

    /** Collects the options. */
    public static final class Builder {
        private final Path directory;
        private long rows = 1000;
        private long seed = 1;
        private long statuses = -1;
        private double duplicateKeys;
        private double badRows;
        private double quotedNewlines;
        private double nonAscii;
        private boolean mislabelled;
        private boolean crlf;
        private boolean force;

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** Records per file. Default 1,000. */
        public Builder rows(long value) {
            rows = value;
            return this;
        }

        /** Default 1. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Records of the status file. Default 100 per account. */
        public Builder statuses(long value) {
            checkRows("statuses", value);
            statuses = value;
            return this;
        }

        /** From 0 to 1. Default 0. */
        public Builder duplicateKeys(double share) {
            duplicateKeys = share;
            return this;
        }

        /** From 0 to 1. Default 0. */
        public Builder badRows(double share) {
            badRows = share;
            return this;
        }

        /** From 0 to 1. Default 0. */
        public Builder quotedNewlines(double share) {
            quotedNewlines = share;
            return this;
        }

        /** From 0 to 1. Default 0. */
        public Builder nonAscii(double share) {
            nonAscii = share;
            return this;
        }

        /** Default false. */
        public Builder mislabelled(boolean value) {
            mislabelled = value;
            return this;
        }

        /** Default false. */
        public Builder crlf(boolean value) {
            crlf = value;
            return this;
        }

        /** Default false. */
        public Builder force(boolean value) {
            force = value;
            return this;
        }

        /** Fails with an IllegalArgumentException that names the option, its value and its range. */
        public GenerateOptions build() {
            checkRows("rows", rows);
            return new GenerateOptions(
                    directory,
                    rows,
                    seed,
                    statuses < 0 ? Math.min(MAX_ROWS, 100 * rows) : statuses,
                    duplicateKeys,
                    badRows,
                    quotedNewlines,
                    nonAscii,
                    mislabelled,
                    crlf,
                    force);
        }
    }
}
