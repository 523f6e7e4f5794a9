package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;

/** Shows a text in the encodings that it may have. */
final class EncodingDoubt {
    private static final int MOST_READINGS = 5;
    private static final int MOST_NAMED = 3;

    private final Sample sample;
    private final Found found;
    private final Readings readings;

    EncodingDoubt(Sample sample, Found found) {
        this.sample = sample;
        this.found = found;
        readings = new Readings(found);
    }

    Optional<Doubt> find() {
        List<TextEncoding> others = found.encoding().others();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> texts = new ArrayList<>(List.of(found.text().all()));
        List<Reading> different =
                new ArrayList<>(List.of(reading(found.encoding().encoding())));
        for (TextEncoding encoding : others) {
            byte[] text = Text.of(sample, encoding).all();
            boolean last = encoding.equals(TextEncoding.UTF_8);
            if ((last || different.size() < MOST_READINGS)
                    && texts.stream().noneMatch(other -> Arrays.equals(other, text))) {
                texts.add(text);
                different.add(reading(encoding));
            }
        }
        // Encodings in which the sample is the same text are no reason to ask, and UTF-8 alone isn't: it has invalid
        // bytes.
        boolean sensible = different.stream()
                        .filter(reading -> !reading.format().encoding().equals(TextEncoding.UTF_8))
                        .count()
                > 1;
        boolean ask = sensible || found.encoding().mixed();
        return ask ? Optional.of(doubt(different)) : Optional.empty();
    }

    private static Doubt doubt(List<Reading> readings) {
        List<String> names = readings.stream()
                .map(reading -> reading.format().encoding())
                .filter(encoding -> !encoding.equals(TextEncoding.UTF_8))
                .map(TextEncoding::name)
                .limit(MOST_NAMED)
                .toList();
        return new Doubt(
                Doubt.Kind.ENCODING,
                "The text isn't valid UTF-8 throughout, and makes sense in " + String.join(" and in ", names)
                        + ". Declare the encoding.",
                readings);
    }

    private Reading reading(TextEncoding encoding) {
        Text text = Text.of(sample, encoding);
        List<Row> rows = RowReader.read(found.best().dialect(), text.head(), 0, 1, text.whole()).stream()
                .filter(row -> Readings.texts(row).stream()
                        .anyMatch(cell -> cell.chars().anyMatch(c -> c > 0x7f)))
                .toList();
        FormatPins pins = readings.given().toBuilder().encoding(encoding).build();
        String what = encoding.equals(TextEncoding.UTF_8)
                ? "utf-8, with invalid bytes, whose records are rejected"
                : encoding.name();
        return readings.of(what, pins, Readings.shown(rows));
    }
}
