package sluice.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;

/**
 * What a collection's plan says of how its files are laid out.
 *
 * @param pins the parts of the format that it declares
 * @param records what becomes of records that don't fit
 * @param columnNames the columns' names, or null
 */
record FormatReader(
        FormatPins pins, RecordPolicy records, @Nullable List<String> columnNames) {

    /** Reads the keys {@code header} and {@code dialect}. */
    static FormatReader of(PlanFile file, PlanNode node) {
        HeaderPart header =
                node.flagOrList("header", HeaderPart::of, HeaderPart::of).orElse(HeaderPart.NONE);
        return new FormatReader(pins(file, node, header), records(node.mapping("dialect")), header.names);
    }

    /** What a collection says of its files' header. */
    private record HeaderPart(
            @Nullable Integer rows, @Nullable List<String> names) {
        static final HeaderPart NONE = new HeaderPart(null, null);

        static HeaderPart of(boolean present) {
            return new HeaderPart(present ? 1 : 0, null);
        }

        static HeaderPart of(List<String> names) {
            return names.isEmpty() ? NONE : new HeaderPart(null, names);
        }
    }

    private static FormatPins pins(PlanFile file, PlanNode node, HeaderPart header) {
        PlanNode dialect = node.mapping("dialect");
        FormatPins.Builder builder = FormatPins.builder();
        for (FormatText part : FormatText.values()) {
            if (part == FormatText.BLANKS) {
                dialect.flag(part.key()).ifPresent(builder::blanks);
            } else {
                dialect.parsed(part.key(), text -> {
                    part.put(builder, text);
                    return text;
                });
            }
        }
        if (header.rows() != null) {
            headerRows(node, builder, header.rows());
        }
        try {
            return FormatText.checked(builder);
        } catch (IllegalArgumentException e) {
            file.note(dialect.child("delimiter").replaceAll("\\.delimiter$", ""), e.getMessage() + ".");
            return FormatPins.NONE;
        }
    }

    private static void headerRows(PlanNode node, FormatPins.Builder builder, int rows) {
        Integer declared = builder.build().headerRows();
        if (declared == null) {
            builder.headerRows(rows);
        } else if ((declared == 0) != (rows == 0)) {
            node.note("header", "contradicts headerRows: " + declared + " of the dialect; write one of the two.");
        }
    }

    private static RecordPolicy records(PlanNode node) {
        return new RecordPolicy(
                PlanReader.word(node.choice("parsing"), Parsing.values(), Parsing::word, Parsing.STRICT),
                PlanReader.word(node.choice("ragged"), Ragged.values(), Ragged::word, Ragged.REJECT),
                PlanReader.word(
                        node.choice("onInvalidBytes"), InvalidBytes.values(), InvalidBytes::word, InvalidBytes.REJECT));
    }
}
