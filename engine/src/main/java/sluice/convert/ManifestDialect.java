package sluice.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.csv.TextEncoding;
import sluice.plan.CollectionPlan;
import sluice.plan.FormatText;
import sluice.plan.RecordPolicy;

/**
 * The {@code dialect} of a manifest's line. Characters stand for themselves, unlike in options: {@code "\\t"} in JSON is the
 * two characters, and null or an empty text is none. A key that is missing leaves its part to be found by looking.
 */
final class ManifestDialect {
    private static final String COLUMNS = "columns";
    private static final String ROW_DELIMITER = "rowDelimiter";
    private static final String PARSING = "parsing";
    private static final String RAGGED = "ragged";
    private static final String TABLES = "tables";

    private static final Set<String> KEYS = Stream.concat(
                    Arrays.stream(FormatText.values()).map(FormatText::key),
                    Stream.of(COLUMNS, ROW_DELIMITER, PARSING, RAGGED, TABLES))
            .collect(Collectors.toCollection(TreeSet::new));

    private final BsonDocument dialect;
    private final FormatPins.Builder pins;
    private CollectionPlan.Input input;
    private Tables tables;

    private ManifestDialect(BsonDocument dialect, ReadAs defaults) {
        this.dialect = dialect;
        input = defaults.input();
        tables = defaults.tables();
        pins = input.format().toBuilder();
    }

    /**
     * The input as the dialect says, and for the rest as it was.
     *
     * @throws IllegalArgumentException if a key is unknown, a value is wrong, or parts contradict each other
     */
    static ReadAs apply(BsonDocument dialect, ReadAs defaults) {
        ManifestLine.refuseUnknown(dialect, KEYS, "dialect.");
        if (dialect.containsKey(ROW_DELIMITER) && dialect.containsKey(FormatText.LINE_END.key())) {
            throw new IllegalArgumentException("dialect: rowDelimiter and lineEnd are the same; give one of them");
        }
        ManifestDialect one = new ManifestDialect(dialect, defaults);
        for (Map.Entry<String, BsonValue> entry : dialect.entrySet()) {
            try {
                one.put(entry.getKey(), entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("dialect." + entry.getKey() + ": " + e.getMessage(), e);
            }
        }
        FormatPins pins = one.checkedPins();
        return new ReadAs(one.input.withFormat(pins.delimiter() == null ? pins : completed(pins)), one.tables);
    }

    /** A dialect that names its delimiter is complete: what it leaves out is as usual. Only the encoding is looked for. */
    private static FormatPins completed(FormatPins pins) {
        CsvFormat format = pins.over(CsvFormat.DEFAULT);
        FormatPins.Builder all = format.pins().toBuilder();
        Integer quote = pins.quote();
        if (quote != null && pins.escape() == null) {
            all.escape(quote);
        }
        FormatPins complete = all.build();
        return new FormatPins(
                pins.encoding(),
                complete.delimiter(),
                complete.quote(),
                complete.escape(),
                complete.lineEnd(),
                complete.comment(),
                complete.blanks(),
                complete.preambleRows(),
                complete.headerRows(),
                complete.footerRows());
    }

    private void put(String key, BsonValue value) {
        switch (key) {
            case COLUMNS -> columnNames(columns(value));
            case ROW_DELIMITER -> pins.lineEnd(lineEnd(value));
            case PARSING ->
                policy(policy -> new RecordPolicy(
                        word(value, Parsing.values(), Parsing::word), policy.ragged(), policy.onInvalidBytes()));
            case RAGGED ->
                policy(policy -> new RecordPolicy(
                        policy.parsing(), word(value, Ragged.values(), Ragged::word), policy.onInvalidBytes()));
            case TABLES -> tables = word(value, Tables.values(), Tables::word);
            default -> put(formatPart(key), value);
        }
    }

    private static FormatText formatPart(String key) {
        return Arrays.stream(FormatText.values())
                .filter(part -> part.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void put(FormatText part, BsonValue value) {
        switch (part) {
            case DELIMITER -> delimiter(value);
            case QUOTE -> pins.quote(character(value));
            case ESCAPE -> pins.escape(character(value));
            case COMMENT -> pins.comment(character(value));
            case LINE_END -> pins.lineEnd(lineEnd(value));
            case BLANKS -> pins.blanks(flag(value));
            case ENCODING -> pins.encoding(TextEncoding.of(text(value)));
            case PREAMBLE_ROWS -> pins.preambleRows(rows(value));
            case HEADER_ROWS -> pins.headerRows(rows(value));
            case FOOTER_ROWS -> pins.footerRows(rows(value));
        }
    }

    /** No delimiter says nothing: something must stand between fields. */
    private void delimiter(BsonValue value) {
        String given = value.isNull() ? "" : text(value);
        if (!given.isEmpty()) {
            pins.delimiter(given);
        }
    }

    private void columnNames(List<String> names) {
        if (!names.isEmpty()) {
            input = input.withColumnNames(names);
        }
    }

    private void policy(Function<RecordPolicy, RecordPolicy> change) {
        input = input.withRecords(change.apply(input.records()));
    }

    /** A quote that is given without an escape is doubled; without a quote nothing is left to escape. */
    private FormatPins checkedPins() {
        boolean quoteOnly =
                dialect.containsKey(FormatText.QUOTE.key()) && !dialect.containsKey(FormatText.ESCAPE.key());
        FormatPins given = pins.build();
        Integer quote = given.quote();
        FormatPins complete =
                quoteOnly && quote != null ? given.toBuilder().escape(quote).build() : given;
        complete.over(CsvFormat.DEFAULT);
        return complete;
    }

    private static String text(BsonValue value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("must be a text");
        }
        return value.asString().getValue();
    }

    private static int character(BsonValue value) {
        String text = value.isNull() ? "" : text(value);
        if (text.codePointCount(0, text.length()) > 1) {
            throw new IllegalArgumentException("must be one character, or null for none, is `" + text + "`");
        }
        return text.isEmpty() ? Dialect.NONE : text.codePointAt(0);
    }

    private static String lineEnd(BsonValue value) {
        return value.isNull() ? Dialect.ANY_LINE_END : text(value);
    }

    private static boolean flag(BsonValue value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("must be true or false");
        }
        return value.asBoolean().getValue();
    }

    private static int rows(BsonValue value) {
        if (!value.isInt32()
                || value.asInt32().getValue() < 0
                || value.asInt32().getValue() > CsvFormat.Layout.MAX_ROWS) {
            throw new IllegalArgumentException("must be a number from 0 to " + CsvFormat.Layout.MAX_ROWS);
        }
        return value.asInt32().getValue();
    }

    private static List<String> columns(BsonValue value) {
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.asArray().stream().anyMatch(name -> !name.isString())) {
            throw new IllegalArgumentException("must be an array of names");
        }
        return value.asArray().stream().map(name -> name.asString().getValue()).toList();
    }

    private static <T> T word(BsonValue value, T[] values, Function<T, String> word) {
        String given = text(value);
        return Arrays.stream(values)
                .filter(one -> word.apply(one).equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + given + "` must be one of "
                        + Arrays.stream(values).map(word).collect(Collectors.joining(", "))));
    }
}
