package sluice.bench;

import java.io.IOException;

/** One of those that load the same rows into the same collection. */
interface Contestant {
    /** A short name for the table. */
    String name();

    /** Whether the documents must be the replayer's to the byte. */
    boolean sameDocuments();

    /** Whether a unique index has to be there before the run; otherwise the contestant makes it. */
    boolean indexFirst();

    /** Loads into the collection, which is empty, and says what it took. A load that fails is an exception. */
    Measurement run() throws IOException, InterruptedException;
}
