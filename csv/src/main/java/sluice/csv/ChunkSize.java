package sluice.csv;

/**
 * How much of a source goes into one chunk: about so many bytes, or exactly so many records.
 *
 * @param count bytes or records, at least 1
 * @param unit which of the two
 */
public record ChunkSize(int count, Unit unit) {

    /** What is counted. */
    public enum Unit {
        /** Bytes: a chunk holds the whole records that fit, and at least one. */
        BYTES,
        /** Records: every chunk but the last holds that many, or those that fit into 64 MiB. */
        RECORDS
    }

    /** Checks the range. */
    public ChunkSize {
        if (count < 1) {
            throw new IllegalArgumentException("chunk size is " + count + ", must be at least 1");
        }
    }

    /** About {@code count} bytes. */
    public static ChunkSize bytes(int count) {
        return new ChunkSize(count, Unit.BYTES);
    }

    /** Exactly {@code count} records. */
    public static ChunkSize records(int count) {
        return new ChunkSize(count, Unit.RECORDS);
    }
}
