package sluice.cli.scan;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.ProgressView;
import sluice.cli.terminal.Screen;
import sluice.plan.Sizes;
import sluice.scan.Scan;
import sluice.scan.ScanOptions;
import sluice.scan.ScanResult;
import sluice.scan.language.ExpressionException;
import sluice.workers.StopSignal;

/** The command {@code sluice scan}. */
@Command(
        name = "scan",
        description = {
            "Counts, groups and sums the rows of CSV files in parallel, without a database.",
            "An expression names columns by number or name: contains(7, \"ao\") and year(6, \"MM/dd/yyyy\") >= 2015."
        },
        sortOptions = false)
public final class ScanCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files; globs, folders, ARCHIVE.zip!ENTRY and URLs work, - is standard input.")
    List<String> inputs = new ArrayList<>();

    @Mixin
    ScanQueryMixin queryOptions = new ScanQueryMixin();

    @Mixin
    ScanInputMixin inputOptions = new ScanInputMixin();

    @Option(
            names = "--workers",
            paramLabel = "N|N.NC",
            description = "Threads: a number, or a multiple of the cores. Default: 1C.")
    @Nullable
    String workers;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            description =
                    "What a worker takes at a time: rows (5000) or bytes (1MiB). Default: fits files and workers.")
    @Nullable
    String chunkSize;

    @Option(
            names = "--max-groups",
            paramLabel = "N",
            defaultValue = "" + ScanOptions.DEFAULT_MAX_GROUPS,
            description = "The most groups of one --count-by; more end the scan. Default: ${DEFAULT-VALUE}.")
    int maxGroups = ScanOptions.DEFAULT_MAX_GROUPS;

    @Option(
            names = "--format",
            paramLabel = "table|json|jsonl|csv",
            description = "How the result is written. Default: table.")
    @Nullable
    ScanFormat format;

    @Option(
            names = "--raw",
            description = "With --format csv: every value exactly as it is. Default: an apostrophe before what a"
                    + " spreadsheet would take for a formula.")
    boolean raw;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ScanOptions options = options(command);
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, err, displayed::get);
        ScanResult result;
        try (Screen screen = Screen.on(out);
                ProgressView progress = new ProgressView(screen, stop, displayed)) {
            result = new Scan(options, stop).run(progress::startOnTerminal);
            progress.end();
            ScanFormat chosen = queryOptions.calls() ? ScanFormat.CALLS : format == null ? ScanFormat.TABLE : format;
            chosen.print(result, screen, err, raw);
        }
        err.flush();
        if (!result.complete()) {
            return ExitCode.INTERRUPTED.status();
        }
        return (result.malformed() > 0 ? ExitCode.REJECTS : ExitCode.OK).status();
    }

    private ScanOptions options(CommandSpec command) {
        try {
            if (queryOptions.calls() && format != null) {
                throw new IllegalArgumentException("--calls has a format of its own; leave --format out");
            }
            if (raw && format != ScanFormat.CSV) {
                throw new IllegalArgumentException("--raw is for --format csv; other formats are exact");
            }
            if (format == ScanFormat.CALLS) {
                throw new IllegalArgumentException("--format is table, json, jsonl or csv; for calls write --calls");
            }
            return new ScanOptions(
                    inputOptions.input(inputs, queryOptions.calls()),
                    queryOptions.query(),
                    workers == null
                            ? null
                            : Sizes.workers(workers, Runtime.getRuntime().availableProcessors()),
                    chunkSize == null ? null : Sizes.chunkSize(chunkSize),
                    maxGroups,
                    System.in);
        } catch (ExpressionException | IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
