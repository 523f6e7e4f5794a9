package sluice.cli.inspect;

import java.util.List;
import java.util.stream.Collectors;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Style;
import sluice.csv.sniff.Doubt;
import sluice.csv.sniff.Reading;
import sluice.inspect.Column;
import sluice.inspect.FoundReference;
import sluice.inspect.InspectResult;
import sluice.inspect.InspectedFile;
import sluice.inspect.InspectedFile.Inspected;
import sluice.inspect.InspectedFile.Unreadable;
import sluice.inspect.Key;
import sluice.inspect.Uniqueness;
import sluice.inspect.draft.EvidenceText;
import sluice.plan.ColumnPlan;
import sluice.plan.FormatText;

/** What was found in files, for people. */
final class InspectText {
    private static final int MIN_WIDTH = 40;
    /** References that only chance suggests are counted beyond so many. */
    private static final int MOST_CHANCES = 2;

    /** Keys are counted beyond so many. */
    private static final int MOST_KEYS = 6;

    private final Screen screen;
    private final int width;

    InspectText(Screen screen) {
        this.screen = screen;
        width = Math.max(MIN_WIDTH, screen.width());
    }

    /** Prints everything, file by file. */
    void print(InspectResult result) {
        String gap = null;
        for (InspectedFile file : result.files()) {
            if (gap != null) {
                screen.line(gap);
            }
            gap = "";
            if (file instanceof Inspected readable) {
                print(readable, result);
            } else if (file instanceof Unreadable unreadable) {
                Columns.lines(unreadable.problem()).forEach(line -> paragraph(Style.RED, "", line));
            }
        }
    }

    private void print(Inspected file, InspectResult result) {
        screen.line(Style.BOLD, Columns.cut(Columns.printable(file.name()) + ": " + rows(file), width));
        paragraph(Style.PLAIN, "Format      ", file.layout().evidence().line());
        declarations(file);
        if (file.rows().unusable().any()) {
            paragraph(
                    Style.YELLOW,
                    "Rejects     ",
                    Numbers.counted(file.rows().unusable().count(), "record") + " can't be loaded: "
                            + EvidenceText.examples(file.rows().unusable()));
        }
        paragraph(Style.PLAIN, "Key         ", keys(file));
        references(file, result);
        screen.line("");
        columns(file);
        suggestions(file);
    }

    private static String rows(Inspected file) {
        return Numbers.counted(file.rows().count(), "record") + ", "
                + Numbers.counted(file.columns().size(), "column");
    }

    private void declarations(Inspected file) {
        file.layout().doubt().ifPresent(this::doubt);
        if (file.layout().headerMissing()) {
            paragraph(
                    Style.YELLOW,
                    "Declare     ",
                    "the file has no header, it seems. Name the columns with --columns, or say --no-header to call them"
                            + " c1, c2 and so on, or --header-rows 1 if the first row is a header.");
        }
        if (file.dotsNest()) {
            paragraph(
                    Style.YELLOW,
                    "Declare     ",
                    "names in the header have dots. Nest fields by them with --nested, or name the columns with --relabel.");
        } else if (!file.namesFit()) {
            paragraph(
                    Style.YELLOW,
                    "Declare     ",
                    "some names in the header can't be those of fields. Name the columns with --relabel "
                            + file.columns().stream().map(Column::field).collect(Collectors.joining(",")) + ".");
        }
    }

    private void doubt(Doubt doubt) {
        paragraph(Style.YELLOW, "In doubt    ", doubt.sentence());
        for (Reading reading : doubt.readings()) {
            paragraph(Style.PLAIN, "            ", reading.what() + ": " + FormatText.options(reading.pins()));
            for (List<String> row : reading.rows()) {
                String cells = Columns.printable(String.join(" | ", row));
                screen.line(Columns.cut("              " + cells, width));
            }
        }
    }

    private static String keys(Inspected file) {
        if (file.rows().count() == 0) {
            return "none: there are no records";
        }
        if (file.keys().isEmpty()) {
            boolean unproven =
                    file.columns().stream().anyMatch(column -> column.uniqueness() instanceof Uniqueness.NotProven);
            return unproven
                    ? "not proven: the values of some columns take too much memory"
                    : "none: no column and no pair of the first columns tells all records apart";
        }
        int more = file.keys().size() - MOST_KEYS;
        return file.keys().stream().limit(MOST_KEYS).map(key -> key(file, key)).collect(Collectors.joining(", "))
                + (more > 0 ? ", and " + more + " more" : "");
    }

    private static String key(Inspected file, Key key) {
        String names = key.columns().stream()
                .map(column -> file.columns().get(column).name())
                .collect(Collectors.joining(" with "));
        return names + (key.likely() ? "" : " (perhaps by chance)");
    }

    private void references(Inspected file, InspectResult result) {
        int chances = 0;
        for (FoundReference reference : result.references()) {
            if (result.files().get(reference.file()).equals(file)
                    && result.files().get(reference.parent()) instanceof Inspected parent) {
                boolean chance = reference.proven() && !reference.named();
                chances += chance ? 1 : 0;
                if (!chance || chances <= MOST_CHANCES) {
                    reference(file, reference, parent);
                }
            }
        }
        if (chances > MOST_CHANCES) {
            paragraph(
                    Style.PLAIN,
                    "Reference   ",
                    (chances - MOST_CHANCES) + " more, perhaps by chance: their names don't suggest it");
        }
    }

    private void reference(Inspected file, FoundReference reference, Inspected parent) {
        String column = file.columns().get(reference.column()).name();
        String key = parent.collection() + "."
                + parent.columns().get(reference.key()).name();
        String how = reference.proven()
                ? reference.named() ? "" : " (perhaps by chance)"
                : " but for " + EvidenceText.counted(reference.misses().count(), "value") + ": "
                        + EvidenceText.examples(reference.misses());
        paragraph(reference.proven() ? Style.PLAIN : Style.YELLOW, "Reference   ", column + " is one of " + key + how);
    }

    private void columns(Inspected file) {
        Grid grid = new Grid();
        grid.row("column", "type", "empty", "values", "from", "to");
        for (Column column : file.columns()) {
            grid.row(
                    column.name().isEmpty() ? "(no name)" : column.name(),
                    type(column.finding().type()),
                    column.finding().cells().empty() == 0
                            ? "-"
                            : EvidenceText.percent(column.finding().cells().emptyShare()),
                    values(column),
                    end(column, true),
                    end(column, false));
        }
        List<String> lines = grid.lines(width);
        screen.line(Style.BOLD, lines.get(0));
        lines.subList(1, lines.size()).forEach(screen::line);
    }

    private static String type(ColumnPlan plan) {
        String word = plan.type() == null ? "string" : plan.type().word();
        return plan.format() == null ? word : word + " " + plan.format();
    }

    private static String values(Column column) {
        if (column.uniqueness() instanceof Uniqueness.Unique) {
            return "unique";
        }
        return (column.distinct().exact() ? "" : "> ")
                + Numbers.count(column.distinct().count());
    }

    private static String end(Column column, boolean least) {
        String value = least
                ? column.finding().extent().min()
                : column.finding().extent().max();
        if (value != null) {
            return value;
        }
        int length = least
                ? column.finding().extent().minLength()
                : column.finding().extent().maxLength();
        return length == 0 ? "" : Numbers.counted(length, "character");
    }

    private void suggestions(Inspected file) {
        boolean begun = false;
        for (Column column : file.columns()) {
            for (String sentence : EvidenceText.suggestions(column)) {
                if (!begun) {
                    screen.line("");
                    begun = true;
                }
                paragraph(Style.CYAN, Columns.printable(column.name()) + ": ", sentence + ".");
            }
        }
    }

    private void paragraph(Style style, String first, String text) {
        Paragraph.lines(first, text, width).forEach(line -> screen.line(style, line));
    }
}
