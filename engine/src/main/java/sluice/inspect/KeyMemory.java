package sluice.inspect;

import sluice.admission.KeySet;

/** The memory for what proves keys, shared by all columns of all files. One thread at a time calls it. */
final class KeyMemory {
    private final long most;
    private long taken;

    KeyMemory(long most) {
        this.most = most;
    }

    /** Whether so many keys more fit into a set, with all other sets as they are. */
    boolean allows(KeySet keys, int more) {
        return taken - keys.bytes() + keys.bytesWith(more) <= most;
    }

    /** Notes that a set has grown, or is new or gone. */
    void changed(long bytesBefore, long bytesNow) {
        taken += bytesNow - bytesBefore;
    }
}
