package sluice.scan.language;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text what it says: a name or a string without its quotes
 * @param from where it starts in the expression
 * @param to where it ends, exclusive
 */
record Token(Kind kind, String text, int from, int to) {

    /** What a word can be. */
    enum Kind {
        NAME,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean word(String keyword) {
        return kind == Kind.NAME && text.equals(keyword);
    }

    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "a text";
            case NAME, QUOTED_NAME, NUMBER, SYMBOL -> "`" + text + "`";
        };
    }
}
