package sluice.run;

/** A way from an encoded chunk into the collection. Plain single-threaded code; each worker has its own. */
interface Way {

    /** Takes the chunk as far as this worker can: its records are written, or handed to the lanes. */
    void take(EncodedWork work);
}
