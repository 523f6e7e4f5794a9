package sluice.plan;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;

/** The parts of a format by their names, as plans, options and journals write them. */
public enum FormatText {
    /** What stands between two fields. */
    DELIMITER("delimiter"),
    /** The character around quoted fields. */
    QUOTE("quote"),
    /** The character that takes the next one literally. */
    ESCAPE("escape"),
    /** What ends a record. */
    LINE_END("lineEnd"),
    /** The first character of comment lines. */
    COMMENT("comment"),
    /** Whether blanks around quotes are passed over. */
    BLANKS("blanksAroundQuotes"),
    /** How text is encoded. */
    ENCODING("encoding"),
    /** Lines before the header. */
    PREAMBLE_ROWS("preambleRows"),
    /** Records that name the columns. */
    HEADER_ROWS("headerRows"),
    /** Lines at the end. */
    FOOTER_ROWS("footerRows");

    private final String key;

    FormatText(String key) {
        this.key = key;
    }

    /** The name. */
    public String key() {
        return key;
    }

    /** The option of the command line that declares the part of a name. */
    private static String option(String key) {
        return "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The options of the command line that declare parts, ready to be pasted into a shell. */
    public static String options(FormatPins pins) {
        return toMap(pins).entrySet().stream()
                .map(pin -> option(pin.getKey()) + " " + ShellWord.quoted(String.valueOf(pin.getValue())))
                .collect(Collectors.joining(" "));
    }

    /**
     * Declares this part.
     *
     * @param text its value as people write it
     * @throws IllegalArgumentException if it isn't one
     */
    public void put(FormatPins.Builder pins, String text) {
        switch (this) {
            case DELIMITER -> pins.delimiter(DialectNames.delimiter(text));
            case QUOTE -> pins.quote(DialectNames.character(key, text));
            case ESCAPE -> pins.escape(DialectNames.character(key, text));
            case LINE_END -> pins.lineEnd(DialectNames.lineEnd(text));
            case COMMENT -> pins.comment(DialectNames.character(key, text));
            case BLANKS -> pins.blanks(flag(text));
            case ENCODING -> pins.encoding(TextEncoding.of(text));
            case PREAMBLE_ROWS -> pins.preambleRows(rows(text));
            case HEADER_ROWS -> pins.headerRows(rows(text));
            case FOOTER_ROWS -> pins.footerRows(rows(text));
        }
    }

    private boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " must be true or false, is `" + text + "`");
        }
        return text.equals("true");
    }

    private int rows(String text) {
        try {
            int rows = Integer.parseInt(text);
            if (rows >= 0 && rows <= CsvFormat.Layout.MAX_ROWS) {
                return rows;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a number, is `" + text + "`", e);
        }
        throw new IllegalArgumentException(
                key + " must be from 0 to " + CsvFormat.Layout.MAX_ROWS + ", is `" + text + "`");
    }

    /**
     * Declares that a quote escapes itself, if a quote is declared and no escape is.
     *
     * @throws IllegalArgumentException if the parts contradict each other
     */
    public static FormatPins checked(FormatPins.Builder parts) {
        FormatPins pins = parts.build();
        Integer quote = pins.quote();
        if (quote != null && pins.escape() == null) {
            pins = parts.escape(quote).build();
        }
        pins.over(CsvFormat.DEFAULT);
        return pins;
    }

    /** The declared parts by name, as {@link #put} reads them. An escape that doubles the quote goes without saying. */
    public static Map<String, Object> toMap(FormatPins pins) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (pins.delimiter() != null) {
            map.put(DELIMITER.key, DialectNames.show(pins.delimiter()));
        }
        Integer quote = pins.quote();
        if (quote != null) {
            map.put(QUOTE.key, DialectNames.show(quote));
        }
        Integer escape = pins.escape();
        if (escape != null && !escape.equals(quote)) {
            map.put(ESCAPE.key, DialectNames.show(escape));
        }
        if (pins.lineEnd() != null) {
            map.put(LINE_END.key, DialectNames.show(pins.lineEnd()));
        }
        if (pins.comment() != null) {
            map.put(COMMENT.key, DialectNames.show(pins.comment()));
        }
        if (pins.blanks() != null) {
            map.put(BLANKS.key, pins.blanks());
        }
        if (pins.encoding() != null) {
            map.put(ENCODING.key, pins.encoding().name());
        }
        if (pins.preambleRows() != null) {
            map.put(PREAMBLE_ROWS.key, pins.preambleRows());
        }
        if (pins.headerRows() != null) {
            map.put(HEADER_ROWS.key, pins.headerRows());
        }
        if (pins.footerRows() != null) {
            map.put(FOOTER_ROWS.key, pins.footerRows());
        }
        return map;
    }
}
