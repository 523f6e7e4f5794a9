package sluice.cli.plan;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sluice.csv.Dialect;
import sluice.plan.DialectNames;

/** How files are written: the options shared by the commands that read some. */
public final class DialectMixin {
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

    /** Whether any of it was said. */
    boolean given() {
        return delimiter != null || quote != null || escape != null;
    }

    /**
     * The dialect.
     *
     * @throws IllegalArgumentException where the options make no sense
     */
    public Dialect dialect() {
        Dialect.Builder builder = Dialect.builder();
        if (delimiter != null) {
            builder.delimiter(DialectNames.delimiter(delimiter));
        }
        if (quote != null) {
            DialectNames.quote(builder, quote);
        }
        if (escape != null) {
            builder.escape(DialectNames.character("escape", escape));
        }
        return builder.build();
    }
}
