package sluice.csv.sniff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/** Makes the dialects that a text may have, with the pinned parts as they are. What is usual comes first. */
final class Dialects {
    private static final List<String> NOT_IN_TEXT =
            List.of(",", "\t", ";", "|", "\u001f", "\u0001", "\u001e", "\u0002");

    private final String text;
    private final FormatPins pins;
    private final String lineEnd;

    Dialects(byte[] text, FormatPins pins) {
        this.text = new String(text, StandardCharsets.UTF_8);
        this.pins = pins;
        String pinned = pins.lineEnd();
        lineEnd = pinned != null ? pinned : usualLineEnd(this.text);
    }

    /** Text without a line end may end its records by the control character that is made for it. */
    private static String usualLineEnd(String text) {
        boolean none = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return none && text.indexOf('\u001e') >= 0 && text.indexOf('\u001f') >= 0 ? "\u001e" : Dialect.ANY_LINE_END;
    }

    /** The dialects of one delimiter. */
    List<Dialect> of(String delimiter) {
        List<Dialect> dialects = new ArrayList<>();
        for (int quote : quotes(delimiter)) {
            for (int escape : escapes(delimiter, quote)) {
                for (boolean blanks : blanks(delimiter, quote)) {
                    build(delimiter, quote, escape, blanks).ifPresent(dialects::add);
                }
            }
        }
        return dialects;
    }

    /** The dialects in which each line is one cell: those of a delimiter that doesn't occur. */
    List<Dialect> ofOneColumn() {
        for (String delimiter : NOT_IN_TEXT) {
            List<Dialect> dialects = text.contains(delimiter) ? List.of() : of(delimiter);
            if (!dialects.isEmpty()) {
                return dialects;
            }
        }
        return List.of();
    }

    private List<Integer> quotes(String delimiter) {
        if (pins.quote() != null) {
            return List.of(pins.quote());
        }
        List<Integer> quotes = new ArrayList<>(List.of((int) '"'));
        if (startsCell(delimiter, "'")) {
            quotes.add((int) '\'');
        }
        if (text.indexOf('"') >= 0 || text.contains("\\" + delimiter) || isPinned('"')) {
            quotes.add(Dialect.NONE);
        }
        return quotes;
    }

    private boolean isPinned(int character) {
        return Integer.valueOf(character).equals(pins.comment());
    }

    private boolean startsCell(String delimiter, String quote) {
        return text.startsWith(quote)
                || text.contains("\n" + quote)
                || text.contains("\r" + quote)
                || text.contains(delimiter + quote)
                || text.contains(delimiter + " " + quote);
    }

    private List<Integer> escapes(String delimiter, int quote) {
        if (pins.escape() != null) {
            return List.of(pins.escape());
        }
        List<Integer> escapes = new ArrayList<>(List.of(quote));
        String escaped = quote == Dialect.NONE ? delimiter : Character.toString(quote);
        if (text.contains("\\" + escaped)) {
            escapes.add((int) '\\');
        }
        return escapes;
    }

    private List<Boolean> blanks(String delimiter, int quote) {
        if (pins.blanks() != null) {
            return List.of(pins.blanks());
        }
        if (quote == Dialect.NONE || delimiter.isBlank()) {
            return List.of(false);
        }
        String mark = Character.toString(quote);
        boolean seen = text.contains(delimiter + " " + mark)
                || text.contains(mark + " " + delimiter)
                || text.contains(delimiter + "\t" + mark);
        return seen ? List.of(false, true) : List.of(false);
    }

    private Optional<Dialect> build(String delimiter, int quote, int escape, boolean blanks) {
        try {
            Integer comment = pins.comment();
            return Optional.of(new Dialect(
                    delimiter,
                    quote,
                    escape,
                    lineEnd,
                    comment == null ? Dialect.NONE : comment,
                    blanks && quote != Dialect.NONE));
        } catch (IllegalArgumentException e) {
            // Two characters would have two meanings: there is no such dialect.
            return Optional.empty();
        }
    }
}
