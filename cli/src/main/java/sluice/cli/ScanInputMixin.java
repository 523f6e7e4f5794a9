package sluice.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.csv.Dialect;
import sluice.plan.CollectionPlan;
import sluice.plan.DialectNames;

/** How the files of {@code sluice scan} are written. */
final class ScanInputMixin {
    @Option(names = "--no-header", description = "The first record is a row like the others.")
    boolean noHeader;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "The columns' names, where the files have no header.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "The character between fields, or tab. Default: a comma.")
    @Nullable
    String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "CHAR",
            description = "The character around quoted fields, or none. Default: a double quote.")
    @Nullable
    String quote;

    @Option(
            names = "--escape",
            paramLabel = "CHAR",
            description = "The escape inside quotes. Default: the quote, doubled.")
    @Nullable
    String escape;

    /**
     * The files.
     *
     * @throws IllegalArgumentException where the options make no sense
     */
    CollectionPlan input(List<String> files, boolean calls) {
        Dialect.Builder dialect = Dialect.builder();
        if (delimiter != null) {
            dialect.delimiter(DialectNames.delimiter(delimiter));
        }
        if (quote != null) {
            DialectNames.quote(dialect, quote);
        }
        if (escape != null) {
            dialect.escape(DialectNames.character("escape", escape));
        }
        List<String> names = columns.isEmpty() && !noHeader && !calls ? null : columns;
        return CollectionPlan.of("rows", files).with(new CollectionPlan.Input(files, dialect.build(), names));
    }
}
