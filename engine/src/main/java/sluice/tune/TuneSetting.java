package sluice.tune;

import java.util.Locale;
import sluice.csv.ChunkSize;

/**
 * A way to cut the work, of which the speed is measured.
 *
 * @param kind why it is measured
 * @param workers threads that load
 * @param chunkSize what one worker takes at a time
 * @param oneChunk whether the chunk size holds the biggest file
 */
public record TuneSetting(Kind kind, int workers, ChunkSize chunkSize, boolean oneChunk) {

    /** Why a setting is measured. */
    public enum Kind {
        /** One worker that takes everything at once: what others are compared to. */
        BASELINE("baseline"),
        /** What a load without any settings does. */
        DEFAULT("default"),
        /** One of the settings to choose from. */
        CANDIDATE("candidate");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** How a person says it. */
        public String word() {
            return word;
        }
    }

    /** One of the settings to choose from. */
    public static TuneSetting candidate(int workers, ChunkSize chunkSize) {
        return new TuneSetting(Kind.CANDIDATE, workers, chunkSize, false);
    }

    /** The setting as a person says it, such as {@code 4 workers, 8,000 rows}. */
    public String show() {
        return count(workers, "worker") + ", " + showChunk();
    }

    /** The chunk size as a person says it. */
    public String showChunk() {
        return oneChunk ? "one chunk" : show(chunkSize);
    }

    /** The bytes of a chunk, estimated where it is given in rows. */
    double bytes(double bytesPerRecord) {
        return chunkSize.unit() == ChunkSize.Unit.BYTES ? chunkSize.count() : chunkSize.count() * bytesPerRecord;
    }

    static String show(ChunkSize size) {
        if (size.unit() == ChunkSize.Unit.RECORDS) {
            return count(size.count(), "row");
        }
        int bytes = size.count();
        if (bytes % (1 << 20) == 0) {
            return count(bytes >> 20) + " MiB";
        }
        return bytes % (1 << 10) == 0 ? count(bytes >> 10) + " KiB" : count(bytes) + " bytes";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(double value) {
        return count(Math.round(value));
    }

    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }
}
