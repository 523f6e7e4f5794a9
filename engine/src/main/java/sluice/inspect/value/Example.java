package sluice.inspect.value;

/**
 * A cell.
 *
 * @param line the line of its source on which its record starts, from 1
 * @param value its text, cut to {@value #MAX_LENGTH} characters
 */
public record Example(long line, String value) {
    /** Longer values are cut: an example is for reading. */
    public static final int MAX_LENGTH = 120;

    /** An example of a text of any length. */
    public static Example of(long line, String text) {
        return new Example(line, text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…");
    }
}
