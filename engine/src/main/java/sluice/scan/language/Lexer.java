package sluice.scan.language;

import java.util.ArrayList;
import java.util.List;

/** Splits an expression into words. A quote is written inside its quotes twice; a backslash is nothing special. */
final class Lexer {
    private static final List<String> SYMBOLS = List.of("<=", ">=", "!=", "..", "=", "<", ">", "(", ")", ",", "-");

    private final String option;
    private final String text;
    private int at;

    Lexer(String option, String text) {
        this.option = option;
        this.text = text;
    }

    /** The words; the last one is the end. */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", at, at));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next() {
        int c = text.codePointAt(at);
        if (c == '"' || c == '\'') {
            return quoted(Token.Kind.TEXT, (char) c);
        }
        if (c == '`') {
            return quoted(Token.Kind.QUOTED_NAME, '`');
        }
        if (isDigit(at)) {
            return number();
        }
        if (Character.isLetter(c) || c == '_') {
            return name();
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                int from = at;
                at += symbol.length();
                return new Token(Token.Kind.SYMBOL, symbol, from, at);
            }
        }
        throw new ExpressionException(
                option, text, at, "nothing starts with `" + Character.toString(c) + "`" + hint(c) + ".");
    }

    private static String hint(int c) {
        return switch (c) {
            case '&', '|' -> "; write and, or";
            case '!' -> "; write not, or !=";
            case '$' -> "; a column is a number, a name or col(...)";
            default -> "";
        };
    }

    private Token name() {
        int from = at;
        while (at < text.length() && isNamePart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return new Token(Token.Kind.NAME, text.substring(from, at), from, at);
    }

    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** Digits, with decimals; the two dots of a range are none. */
    private Token number() {
        int from = at;
        digits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
            at++;
            digits();
        }
        if (at < text.length() && isNamePart(text.codePointAt(at))) {
            throw new ExpressionException(
                    option, text, from, "a name that starts with a digit needs backquotes: `like this`.");
        }
        return new Token(Token.Kind.NUMBER, text.substring(from, at), from, at);
    }

    private void digits() {
        while (at < text.length() && isDigit(at)) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private Token quoted(Token.Kind kind, char quote) {
        int from = at;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                return new Token(kind, value.toString(), from, at);
            }
        }
        throw new ExpressionException(option, text, from, "nothing closes the quote " + quote + " that opens here.");
    }
}
