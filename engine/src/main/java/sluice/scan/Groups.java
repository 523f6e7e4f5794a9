package sluice.scan;

import java.util.Arrays;
import java.util.List;
import sluice.scan.evaluate.ScanException;

/**
 * Groups of rows by key, with their counts and measures: an open hash table. Not thread-safe; each worker has its own,
 * merged at the end.
 */
final class Groups {
    private static final int FIRST_SIZE = 16;

    private final List<Measure> measures;
    private final Limit limit;
    private int[] table = new int[4 * FIRST_SIZE];
    private byte[][] keys = new byte[FIRST_SIZE][];
    private int[] hashes = new int[FIRST_SIZE];
    private long[] counts = new long[FIRST_SIZE];
    private Measure.Accumulator[][] accumulators = new Measure.Accumulator[FIRST_SIZE][];
    private int size;
    private long keyBytes;

    /**
     * How many groups may be held.
     *
     * @param name what is grouped by, for the message
     * @param groups the most of them
     * @param bytes the most memory for their keys
     */
    record Limit(String name, int groups, long bytes) {}

    Groups(List<Measure> measures, Limit limit) {
        this.measures = measures;
        this.limit = limit;
    }

    int size() {
        return size;
    }

    byte[] key(int group) {
        return keys[group];
    }

    long count(int group) {
        return counts[group];
    }

    Measure.Accumulator[] accumulators(int group) {
        return accumulators[group];
    }

    /** Counts a row and returns its group. */
    int count(GroupKey key) {
        int group = find(key.bytes, key.length, key.hash());
        counts[group]++;
        return group;
    }

    private int find(byte[] bytes, int length, int hash) {
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] != 0) {
            int group = table[slot] - 1;
            byte[] key = keys[group];
            if (hashes[group] == hash && Arrays.equals(key, 0, key.length, bytes, 0, length)) {
                return group;
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, Arrays.copyOf(bytes, length), hash);
    }

    private int add(int slot, byte[] key, int hash) {
        keyBytes += key.length;
        if (size == limit.groups) {
            throw new ScanException(limit.name + ": there are more than " + limit.groups
                    + " groups; group by less, choose some with --in or --where, or allow more with --max-groups.");
        }
        if (keyBytes > limit.bytes) {
            throw new ScanException(limit.name + ": the values of the groups need more than " + (limit.bytes >> 20)
                    + " MiB a worker; group by shorter values (substr), use fewer --workers, or give Java more memory"
                    + " with SLUICE_JAVA_OPTS=-Xmx4g.");
        }
        if (size == keys.length) {
            int wider = size * 2;
            keys = Arrays.copyOf(keys, wider);
            hashes = Arrays.copyOf(hashes, wider);
            counts = Arrays.copyOf(counts, wider);
            accumulators = Arrays.copyOf(accumulators, wider);
        }
        keys[size] = key;
        hashes[size] = hash;
        accumulators[size] = measures.stream().map(Measure.Accumulator::new).toArray(Measure.Accumulator[]::new);
        table[slot] = ++size;
        if (size * 2 > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int group = 0; group < size; group++) {
            int slot = hashes[group] & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = group + 1;
        }
    }

    void merge(Groups other) {
        for (int theirs = 0; theirs < other.size; theirs++) {
            byte[] key = other.keys[theirs];
            int ours = find(key, key.length, other.hashes[theirs]);
            counts[ours] += other.counts[theirs];
            for (int i = 0; i < accumulators[ours].length; i++) {
                accumulators[ours][i].merge(other.accumulators[theirs][i]);
            }
        }
    }
}
