package sluice.load;

import sluice.journal.OperationDirectory;
import sluice.workers.LoadProgress;

/** Hears what a load does. Called by the thread that runs the load, in order. */
public interface LoadListener {

    /** Hears nothing. */
    LoadListener NONE = new LoadListener() {};

    /** Types are being inferred from every row. */
    default void inferring(LoadProgress progress) {}

    /** Something was decided that the plan doesn't say; one sentence for the user. */
    default void noted(String sentence) {}

    /** All checks have passed; the operation's folder is there, and nothing was changed in the database yet. */
    default void checked(OperationDirectory directory) {}

    /** A source can be read only once: if the load ends early, it can't be resumed. */
    default void unrepeatable(String source) {}

    /** Chunks are being loaded. */
    default void loading(LoadProgress progress) {}

    /** No chunk is being loaded any more. */
    default void loaded() {}
}
