package sluice.plan;

import java.util.Locale;
import sluice.csv.Dialect;

/** Reads and writes the tokens of a dialect as people write them: {@code ;}, {@code tab}, {@code \t}, {@code none}. */
public final class DialectNames {
    private static final String NONE = "none";
    private static final String ANY = "any";

    private DialectNames() {}

    /**
     * Reads a delimiter: a name, or the characters themselves, with {@code \t}, {@code \\} and {@code \}{@code u001f} for those
     * that are hard to type.
     *
     * @throws IllegalArgumentException if the text has no characters, or too many
     */
    public static String delimiter(String text) {
        return switch (text) {
            case "tab" -> "\t";
            case "comma" -> ",";
            case "semicolon" -> ";";
            case "pipe" -> "|";
            case "space" -> " ";
            default -> token("delimiter", text);
        };
    }

    /**
     * Reads a quote, an escape or a comment character, or {@code none}.
     *
     * @return the character, or {@link Dialect#NONE}
     * @throws IllegalArgumentException if the text is neither one character nor {@code none}
     */
    public static int character(String name, String text) {
        if (text.equals(NONE)) {
            return Dialect.NONE;
        }
        String token = unescaped(text);
        if (token.isEmpty() || token.codePointCount(0, token.length()) != 1) {
            throw new IllegalArgumentException(name + " must be one character or `none`, is '" + text + "'");
        }
        return token.codePointAt(0);
    }

    /**
     * Reads a line end: {@code any}, {@code lf}, {@code crlf}, {@code cr}, or the characters themselves.
     *
     * @throws IllegalArgumentException if the text has no characters, or too many
     */
    public static String lineEnd(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ANY -> Dialect.ANY_LINE_END;
            case "lf" -> "\n";
            case "crlf" -> "\r\n";
            case "cr" -> "\r";
            default -> token("line end", text);
        };
    }

    /** A delimiter or line end as {@link #delimiter} and {@link #lineEnd} read it. */
    public static String show(String token) {
        return switch (token) {
            case Dialect.ANY_LINE_END -> ANY;
            case "\t" -> "tab";
            case "\n" -> "lf";
            case "\r\n" -> "crlf";
            case "\r" -> "cr";
            default -> escaped(token);
        };
    }

    /** A character as {@link #character} reads it. */
    public static String show(int character) {
        return character == Dialect.NONE ? NONE : escaped(Character.toString(character));
    }

    private static String token(String name, String text) {
        String token = unescaped(text);
        if (token.isEmpty() || token.length() > Dialect.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    name + " must have 1 to " + Dialect.MAX_LENGTH + " characters, is '" + text + "'");
        }
        return token;
    }

    private static String unescaped(String text) {
        if (text.length() < 2 || text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                token.append(c);
                continue;
            }
            char next = text.charAt(++i);
            switch (next) {
                case 't' -> token.append('\t');
                case 'n' -> token.append('\n');
                case 'r' -> token.append('\r');
                case '\\' -> token.append('\\');
                case 'u', 'x' -> {
                    int digits = next == 'u' ? 4 : 2;
                    token.append(hexadecimal(text, i + 1, digits));
                    i += digits;
                }
                default -> token.append(c).append(next);
            }
        }
        return token.toString();
    }

    private static char hexadecimal(String text, int from, int digits) {
        try {
            return (char) Integer.parseInt(text.substring(from, from + digits), 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "': after \\u stand four hexadecimal digits, after \\x two", e);
        }
    }

    private static String escaped(String token) {
        StringBuilder text = new StringBuilder();
        token.chars().forEach(c -> {
            switch (c) {
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\\' -> text.append(token.length() == 1 ? "\\" : "\\\\");
                default ->
                    text.append(Character.isISOControl(c) ? String.format("\\u%04x", c) : String.valueOf((char) c));
            }
        });
        return text.toString();
    }
}
