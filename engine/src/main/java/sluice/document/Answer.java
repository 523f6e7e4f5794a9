package sluice.document;

/** What became of one operation. A refused one has changed nothing. */
public sealed interface Answer {
    /** One sentence for the user. */
    String message();

    /** Whether it was done. */
    default boolean done() {
        return this instanceof Done;
    }

    /**
     * It was done.
     *
     * @param message what was done
     */
    record Done(String message) implements Answer {}

    /**
     * It was not done.
     *
     * @param message why not, and what to do
     */
    record Refused(String message) implements Answer {}
}
