package sluice.gate;

import java.util.IdentityHashMap;
import sluice.admission.Admission;

/** The memory that the keys of a load may take together. Thread-safe. */
public final class KeyBudget {
    private final long most;
    private final IdentityHashMap<Object, Long> taken = new IdentityHashMap<>();
    private long peak;

    public KeyBudget(long most) {
        this.most = most;
    }

    /** The bytes that keys may take. */
    public long most() {
        return most;
    }

    /** Whether so many more records may be admitted. */
    public synchronized boolean allows(Admission admission, int more) {
        return take(admission, admission.bytes(), admission.bytesWith(more));
    }

    /** Whether a set that has so many bytes may grow to so many. */
    public synchronized boolean take(Object owner, long bytes, long grown) {
        taken.put(owner, bytes);
        long others = taken.values().stream().mapToLong(Long::longValue).sum() - bytes;
        if (others + grown > most) {
            return false;
        }
        taken.put(owner, grown);
        peak = Math.max(peak, others + grown);
        return true;
    }

    /** Gives back what is no longer needed. */
    public synchronized void release(Object owner) {
        taken.remove(owner);
    }

    /** The most bytes that were taken at one time. */
    public synchronized long peak() {
        return peak;
    }
}
