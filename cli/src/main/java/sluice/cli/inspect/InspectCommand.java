package sluice.cli.inspect;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import sluice.cli.plan.DialectMixin;
import sluice.cli.process.CommandException;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.ProgressView;
import sluice.cli.terminal.Screen;
import sluice.inspect.InspectJson;
import sluice.inspect.InspectOptions;
import sluice.inspect.InspectResult;
import sluice.inspect.InspectedFile;
import sluice.inspect.Inspection;
import sluice.inspect.draft.PlanDraft;
import sluice.plan.CollectionPlan;
import sluice.plan.Names;
import sluice.plan.Sizes;
import sluice.workers.StopSignal;

/** The command {@code sluice inspect}. */
@Command(
        name = "inspect",
        description = {
            "Looks at every row of CSV files and says what they hold: format, types, exceptions, keys, references.",
            "With -o, writes a plan that loads them. Needs no database. Exit code 1 if something must be declared before"
                    + " a load takes the files, 3 if a file can't be read."
        },
        sortOptions = false)
public final class InspectCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files; globs, folders, ARCHIVE.zip!ENTRY and URLs work, - is standard input.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PLAN.yaml",
            description = "Write a plan with the evidence as comments. A file that is there is kept.")
    @Nullable
    Path output;

    @Option(names = "--force", description = "With -o: write over a file that is there.")
    boolean force;

    @Option(
            names = {"-d", "--db"},
            paramLabel = "NAME",
            defaultValue = "test",
            description = "The database that the plan names. Default: ${DEFAULT-VALUE}.")
    String database = "test";

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "The columns' names, if the files have no header.")
    List<String> columns = new ArrayList<>();

    @Mixin
    DialectMixin dialect = new DialectMixin();

    @Option(
            names = "--workers",
            paramLabel = "N|N.NC",
            description = "Threads: a number, or a multiple of the cores. Default: 1C.")
    @Nullable
    String workers;

    @Option(names = "--json", description = "Print everything as one JSON document; docs/inspect.md describes it.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        InspectOptions options = options(command);
        requireFree(command);
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        Interrupts.install(stop, command.commandLine().getErr(), displayed::get);
        try (Screen screen = Screen.on(out);
                ProgressView progress = new ProgressView(screen, stop, displayed)) {
            InspectResult result = new Inspection(options, stop).run(progress::startOnTerminal);
            progress.end();
            if (json) {
                screen.json(InspectJson.of(result));
            } else {
                new InspectText(screen).print(result);
            }
            boolean written = write(result, options);
            if (written && !json) {
                screen.line("");
                screen.line("Plan written to " + output + ". Load it with: sluice load " + output);
            }
            return code(result).status();
        }
    }

    private InspectOptions options(CommandSpec command) {
        try {
            Names.database(database);
            if (force && output == null) {
                throw new IllegalArgumentException("--force is for -o; name the plan's file");
            }
            CollectionPlan plan = CollectionPlan.of("rows", inputs).with(dialect.input(inputs, columns));
            return InspectOptions.of(plan, System.in)
                    .withWorkers(
                            workers == null
                                    ? null
                                    : Sizes.workers(
                                            workers, Runtime.getRuntime().availableProcessors()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Says that the plan's file is there before minutes are spent on it. */
    private void requireFree(CommandSpec command) {
        if (output != null && !force && Files.exists(output)) {
            throw new ParameterException(
                    command.commandLine(),
                    output + " is there already; write over it with --force, or name another file");
        }
    }

    private boolean write(InspectResult result, InspectOptions options) {
        Path file = output;
        if (file == null) {
            return false;
        }
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of(""));
        PlanDraft draft = PlanDraft.of(result, options.input().input(), database, folder);
        if (draft == null) {
            return false;
        }
        try {
            if (force) {
                Files.writeString(file, draft.yaml());
            } else {
                Files.writeString(file, draft.yaml(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file + " is there already; write over it with --force, or name another file");
        } catch (IOException e) {
            throw new CommandException(file + ": can't be written: " + e.getMessage());
        }
    }

    private static ExitCode code(InspectResult result) {
        if (result.anyUnreadable()) {
            return ExitCode.FATAL;
        }
        return result.readable().anyMatch(InspectedFile.Inspected::mustBeDeclared) ? ExitCode.REJECTS : ExitCode.OK;
    }
}
