package sluice.plan;

import sluice.csv.Dialect;

/** Reads the bytes of a dialect as people write them: {@code ;}, {@code tab}, {@code \t}, {@code none}. */
public final class DialectNames {
    private DialectNames() {}

    /**
     * Reads a delimiter.
     *
     * @throws IllegalArgumentException where the text is no single character and no name of one
     */
    public static char delimiter(String text) {
        return switch (text) {
            case "tab", "\\t" -> '\t';
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "pipe" -> '|';
            default -> character("delimiter", text);
        };
    }

    /**
     * Sets the quote, or none.
     *
     * @throws IllegalArgumentException where the text is neither a single character nor {@code none}
     */
    public static Dialect.Builder quote(Dialect.Builder builder, String text) {
        return text.equals("none") ? builder.noQuote() : builder.quote(character("quote", text));
    }

    /**
     * Reads any one character of one byte.
     *
     * @throws IllegalArgumentException where the text is anything else
     */
    public static char character(String name, String text) {
        if (text.length() != 1 || text.charAt(0) > 0x7f) {
            throw new IllegalArgumentException(name + " must be one ASCII character, is '" + text + "'");
        }
        return text.charAt(0);
    }
}
