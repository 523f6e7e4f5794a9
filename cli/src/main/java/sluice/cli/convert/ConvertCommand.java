package sluice.cli.convert;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.plan.DialectMixin;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.Numbers;
import sluice.convert.Batch;
import sluice.convert.BatchOutcome;
import sluice.convert.Conversion;
import sluice.convert.ConversionResult;
import sluice.convert.FileConversion;
import sluice.convert.Manifest;
import sluice.convert.ManifestException;
import sluice.convert.ReadAs;
import sluice.convert.Tables;
import sluice.csv.Ragged;
import sluice.plan.CollectionPlan;
import sluice.plan.Sizes;
import sluice.source.Source;
import sluice.source.Sources;
import sluice.workers.StopSignal;

/** The command {@code sluice convert}. */
@Command(
        name = "convert",
        description = {
            "Writes a CSV file of any dialect as clean CSV: RFC 4180, UTF-8, line feeds. In parallel, in constant memory.",
            "With --manifest many files, each in a dialect of its own."
        },
        sortOptions = false)
public final class ConvertCommand implements Callable<Integer> {
    private static final String STANDARD = "-";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IN",
            description = "The file, compressed or not; - is standard input.")
    @Nullable
    String in;

    @Parameters(index = "1", arity = "0..1", paramLabel = "OUT", description = "The clean file; - is standard output.")
    @Nullable
    String out;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Converts the files that FILE names: lines of JSON with input, output and dialect. What their"
                    + " dialects leave out is as these options say.")
    @Nullable
    Path manifest;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "The columns' names, in place of a header or for files without one.")
    List<String> columns = new ArrayList<>();

    @Mixin
    DialectMixin dialect = new DialectMixin();

    @Option(
            names = "--tables",
            paramLabel = "keep|first|reject",
            description =
                    "What becomes of a second table, which starts where the names of the columns come again: read on,"
                            + " leave it out, or fail. Default: keep.")
    Tables tables = Tables.KEEP;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Takes the records that are left out, as they stand.")
    @Nullable
    Path rejects;

    @Option(
            names = "--workers",
            paramLabel = "N|N.NC",
            description = "Threads: a number, or a multiple of the cores. Default: 1C.")
    @Nullable
    String workers;

    @Option(names = "--force", description = "Replaces files that are there already. Default: they are kept, and said.")
    boolean force;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter err = command.commandLine().getErr();
        StopSignal stop = new StopSignal();
        Task task = task(command);
        ExitCode code = Interrupts.during(stop, err, () -> false, () -> task.run(stop, new ConvertText(err::println)));
        err.flush();
        return code.status();
    }

    /** What the command line asks for. */
    private sealed interface Task {
        ExitCode run(StopSignal stop, ConvertText text);
    }

    private Task task(CommandSpec command) {
        try {
            ReadAs read = new ReadAs(dialect.input(List.of(), columns, Ragged.PAD), tables);
            int threads = Sizes.workers(
                    workers == null ? "1C" : workers, Runtime.getRuntime().availableProcessors());
            Path lines = manifest;
            if (lines != null) {
                if (in != null || rejects != null) {
                    throw new IllegalArgumentException("--manifest names the files; leave IN, OUT and --rejects out");
                }
                return new Many(new Batch(Manifest.read(lines, read), threads, force));
            }
            if (in == null || out == null) {
                throw new IllegalArgumentException("name a file to read and one to write, or --manifest");
            }
            return new One(in, out, rejects, read, threads, force);
        } catch (ManifestException | IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** One file. */
    private record One(String in, String out, @Nullable Path rejects, ReadAs read, int workers, boolean force)
            implements Task {
        @Override
        public ExitCode run(StopSignal stop, ConvertText text) {
            Source source = source();
            CollectionPlan plan =
                    CollectionPlan.of("rows", List.of(in)).with(read.input().withFiles(List.of(in)));
            Conversion conversion = new Conversion(source, plan, read.tables(), workers, null);
            ConversionResult result = out.equals(STANDARD)
                    ? toStandardOutput(conversion, stop)
                    : new FileConversion(conversion, Path.of(out), rejects, force).run(stop);
            text.result(source.name(), result);
            if (!result.complete()) {
                return ExitCode.INTERRUPTED;
            }
            return result.rejected() > 0 ? ExitCode.REJECTS : ExitCode.OK;
        }

        private Source source() {
            return Sources.one(Path.of(""), in, System.in);
        }

        private ConversionResult toStandardOutput(Conversion conversion, StopSignal stop) {
            try (OutputStream bytes = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
                return rejects == null
                        ? conversion.run(bytes, OutputStream.nullOutputStream(), stop)
                        : FileConversion.withRejects(conversion, bytes, rejects, force, stop);
            } catch (IOException e) {
                throw new UncheckedIOException("standard output can't be written: " + e.getMessage(), e);
            }
        }
    }

    /** The files of a manifest. */
    private record Many(Batch batch) implements Task {
        @Override
        public ExitCode run(StopSignal stop, ConvertText text) {
            List<BatchOutcome> outcomes = batch.run(stop);
            outcomes.forEach(text::outcome);
            long clean = outcomes.stream().filter(BatchOutcome::clean).count();
            long failed = outcomes.stream()
                    .filter(outcome -> outcome.failure() != null)
                    .count();
            int all = batch.manifest().entries().size();
            text.line("Converted " + Numbers.counted(all, "file") + ": " + Numbers.count(clean) + " whole, "
                    + Numbers.count(outcomes.size() - clean - failed) + " with rejects, " + Numbers.count(failed)
                    + " failed" + (outcomes.size() < all ? ", the rest was not begun." : "."));
            if (stop.requested()) {
                return ExitCode.INTERRUPTED;
            }
            return clean == all ? ExitCode.OK : ExitCode.REJECTS;
        }
    }
}
