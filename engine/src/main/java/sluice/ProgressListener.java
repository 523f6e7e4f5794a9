package sluice;

import java.nio.file.Path;

/**
 * Hears how far work is. {@link #progress} is called twice a second by a thread of Sluice's own and once at the end of each
 * phase, never by two threads at the same time; the other methods are called by the thread that does the work. Work that has
 * returned calls nothing any more. What {@link #progress} throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /** Hears how far the work is. */
    void progress(Progress progress);

    /**
     * Hears that all checks have passed and the work begins.
     *
     * @param operation the operation's id, by which it can be resumed or undone
     * @param directory the operation's folder
     */
    default void started(String operation, Path directory) {}

    /** Hears that a source can be read only once: if the load ends early, it cannot be resumed. */
    default void unrepeatable(String source) {}

    /** Hears of something that was decided and that the plan doesn't say, in one sentence. */
    default void noted(String sentence) {}
}
