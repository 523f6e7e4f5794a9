package sluice.load;

import java.util.IdentityHashMap;
import sluice.admission.Admission;

/** The memory that the keys of a load may take together. Thread-safe. */
final class KeyBudget {
    private final long most;
    private final IdentityHashMap<Object, Long> taken = new IdentityHashMap<>();
    private long peak;

    KeyBudget(long most) {
        this.most = most;
    }

    /** The bytes that keys may take. */
    long most() {
        return most;
    }

    /** Whether so many more records may be admitted. */
    synchronized boolean allows(Admission admission, int more) {
        return take(admission, admission.bytes(), admission.bytesWith(more));
    }

    /** Whether a set that has so many bytes may grow to so many. */
    synchronized boolean take(Object owner, long bytes, long grown) {
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
    synchronized void release(Object owner) {
        taken.remove(owner);
    }

    /** The most bytes that were taken at one time. */
    synchronized long peak() {
        return peak;
    }
}
