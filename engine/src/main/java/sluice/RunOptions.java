package sluice;

import java.io.InputStream;
import java.util.function.UnaryOperator;
import sluice.plan.LoadSettings;

/**
 * What a piece of work may be given besides what it works on. Immutable; each {@code with} method returns a changed copy.
 *
 * @param listener hears how far it is
 * @param cancellation ends it early
 * @param stdin what a file of {@code -} reads; it is not closed
 * @param settings changes how the work is cut and shared, from what the plan says
 */
public record RunOptions(
        ProgressListener listener, Cancellation cancellation, InputStream stdin, UnaryOperator<LoadSettings> settings) {

    /** Nobody listens or cancels, {@code -} is empty, and the plan's settings stand. */
    public static RunOptions defaults() {
        return new RunOptions(
                ProgressListener.NONE, new Cancellation(), InputStream.nullInputStream(), settings -> settings);
    }

    /** The same with a listener. */
    public RunOptions withListener(ProgressListener changed) {
        return new RunOptions(changed, cancellation, stdin, settings);
    }

    /** The same, cancelled by another object. */
    public RunOptions withCancellation(Cancellation changed) {
        return new RunOptions(listener, changed, stdin, settings);
    }

    /** The same with standard input. */
    public RunOptions withStdin(InputStream changed) {
        return new RunOptions(listener, cancellation, changed, settings);
    }

    /** The same with other settings. */
    public RunOptions withSettings(UnaryOperator<LoadSettings> changed) {
        return new RunOptions(listener, cancellation, stdin, changed);
    }
}
