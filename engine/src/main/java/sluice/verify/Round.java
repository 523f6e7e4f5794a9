package sluice.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Documents that are compared one by one in one reading of both sides: as many buckets as fit into memory, or a part of
 * one that doesn't.
 *
 * @param buckets which
 * @param bits 2 to the power of them is the number of buckets
 * @param parts how many parts a bucket has, as a power of two
 * @param part which of them
 */
record Round(BitSet buckets, int bits, int parts, long part) {
    /** The most parts of a bucket, as a power of two: what has one key can't be parted anyway. */
    private static final int MAX_PARTS = 16;

    /** The rounds that find every difference, each within so many bytes where keys can be told apart. */
    static List<Round> of(Sums sums, int bits, long memory) {
        List<Round> rounds = new ArrayList<>();
        BitSet open = new BitSet();
        long bytes = 0;
        for (int bucket = 0; bucket < sums.buckets(); bucket++) {
            if (sums.isEqual(bucket)) {
                continue;
            }
            long more = sums.bytes(bucket);
            if (more > memory) {
                split(bucket, bits, more, memory, rounds);
                continue;
            }
            if (bytes + more > memory) {
                rounds.add(new Round(open, bits, 0, 0));
                open = new BitSet();
                bytes = 0;
            }
            open.set(bucket);
            bytes += more;
        }
        if (!open.isEmpty()) {
            rounds.add(new Round(open, bits, 0, 0));
        }
        return rounds;
    }

    private static void split(int bucket, int bits, long bytes, long memory, List<Round> rounds) {
        int parts = 1;
        while (parts < MAX_PARTS && bytes >> parts > memory) {
            parts++;
        }
        BitSet one = new BitSet();
        one.set(bucket);
        for (long part = 0; part < 1L << parts; part++) {
            rounds.add(new Round(one, bits, parts, part));
        }
    }

    /** Whether a document is among them, by the upper half of the hash of its key. */
    boolean has(long keyHigh) {
        int bucket = bits == 0 ? 0 : (int) (keyHigh >>> (Long.SIZE - bits));
        return buckets.get(bucket) && (parts == 0 || (keyHigh << bits) >>> (Long.SIZE - parts) == part);
    }
}
