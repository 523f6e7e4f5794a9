package sluice.cli.generate;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import sluice.generate.DataSet;
import sluice.generate.DataSets;
import sluice.generate.FileSummary;
import sluice.generate.GenerateException;
import sluice.generate.GenerateOptions;

/** {@code sluice generate}. Throws {@link GenerateException} for what the user must be told. */
@Command(
        name = "generate",
        description = "Writes a synthetic data set; the same options give the same bytes.",
        footer = {
            "",
            "Data sets:",
            "  hpnorton   customers.csv, product.csv, rental.csv: N rows each",
            "  social     accounts.csv: N rows, status_updates.csv: M rows",
            "  calls      calls.csv: N rows, seven columns, no header",
            "",
            "A SHARE is written 0.01 or 1%%. It holds for each file, and a row has at most one flaw.",
            "The end shows exactly how many rows of each kind every file has."
        })
public final class GenerateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "The data set: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Candidates.class,
            converter = DataSetConverter.class)
    @SuppressWarnings("NullAway.Init")
    private DataSet set;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Rows per file. Default: 1000.")
    private long rows;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another seed, other data. Default: 1.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go; made if missing.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--statuses", paramLabel = "M", description = "social: status updates. Default: 100 per account.")
    private @Nullable Long statuses;

    @Option(
            names = "--mislabelled",
            description = "social: heads the accounts USER_ID,EMAIL,NAME,LASTNAME although the e-mail comes last.")
    private boolean mislabelled;

    @Option(
            names = "--duplicate-keys",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = ShareConverter.class,
            description = "Rows that repeat the key of an earlier row.")
    private double duplicateKeys;

    @Option(
            names = "--bad-rows",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = ShareConverter.class,
            description = "Broken rows: too few or too many fields, invalid UTF-8, text after a closing quote, no key.")
    private double badRows;

    @Option(
            names = "--quoted-newlines",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = ShareConverter.class,
            description = "Rows with a line end and doubled quotes inside a quoted field.")
    private double quotedNewlines;

    @Option(
            names = "--non-ascii",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = ShareConverter.class,
            description = "Rows with accents, other scripts or emoji.")
    private double nonAscii;

    @Option(names = "--crlf", description = "Ends lines with CRLF, not LF.")
    private boolean crlf;

    @Option(names = "--force", description = "Overwrites files that exist.")
    private boolean force;

    @Override
    public Integer call() {
        PrintWriter terminal = spec.commandLine().getOut();
        DataSets.write(set, options()).forEach(summary -> terminal.println(line(summary)));
        terminal.flush();
        return 0;
    }

    private GenerateOptions options() {
        if (set != DataSet.SOCIAL && (statuses != null || mislabelled)) {
            throw new ParameterException(spec.commandLine(), "--statuses and --mislabelled are for social only");
        }
        try {
            GenerateOptions.Builder builder = GenerateOptions.into(out)
                    .rows(rows)
                    .seed(seed)
                    .duplicateKeys(duplicateKeys)
                    .badRows(badRows)
                    .quotedNewlines(quotedNewlines)
                    .nonAscii(nonAscii)
                    .mislabelled(mislabelled)
                    .crlf(crlf)
                    .force(force);
            return (statuses == null ? builder : builder.statuses(statuses)).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static String line(FileSummary summary) {
        String kinds = summary.badRows() == 0
                ? ""
                : summary.damaged().entrySet().stream()
                        .map(e -> e.getKey() + " " + number(e.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
        String found = summary.found().isEmpty()
                ? ""
                : summary.found().entrySet().stream()
                        .map(e -> e.getKey() + " " + number(e.getValue()))
                        .collect(Collectors.joining(", ", "; found: ", ""));
        return summary.file() + ": " + number(summary.rows()) + " rows, " + number(summary.bytes()) + " bytes; "
                + "duplicate keys " + number(summary.duplicateKeys())
                + ", bad rows " + number(summary.badRows()) + kinds
                + ", quoted newlines " + number(summary.quotedNewlines())
                + ", non-ASCII " + number(summary.nonAscii()) + found;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }

        static List<String> names() {
            return Arrays.stream(DataSet.values()).map(DataSet::toString).toList();
        }
    }

    static final class DataSetConverter implements ITypeConverter<DataSet> {
        @Override
        public DataSet convert(String value) {
            return Arrays.stream(DataSet.values())
                    .filter(set -> set.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no data set '" + value + "', only " + String.join(", ", Candidates.names())));
        }
    }

    static final class ShareConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            boolean percent = value.endsWith("%");
            try {
                BigDecimal number = new BigDecimal(percent ? value.substring(0, value.length() - 1) : value);
                double share = (percent ? number.movePointLeft(2) : number).doubleValue();
                if (share >= 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                // Falls through to the one message that says what a share looks like.
            }
            throw new TypeConversionException("'" + value + "' is no share from 0 to 1 or 0% to 100%");
        }
    }
}
