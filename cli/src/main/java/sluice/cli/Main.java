package sluice.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import sluice.cli.process.CommandSecrets;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Logs;
import sluice.cli.process.TextOut;
import sluice.cli.process.Version;

/** The command {@code sluice}. */
@Command(
        name = "sluice",
        description = "Loads CSV files into MongoDB in parallel and proves what it did.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n")
public final class Main {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show log messages, and stack traces of errors, on standard error.")
    boolean verbose;

    Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command and returns its exit code. */
    static int run(String... args) {
        Main main = new Main();
        CommandSecrets.begin(args);
        boolean verbose = Arrays.asList(args).contains("--verbose");
        Logs.start(verbose);
        // Before anything can run out of memory: it holds some back to say so with.
        Errors errors = new Errors(verbose);
        StandardOutput out = new StandardOutput();
        TextOut text = TextOut.of(new PrintWriter(out, true, StandardCharsets.UTF_8));
        CommandLine line = Subcommands.of(main, args)
                .setOut(text)
                .setErr(TextOut.of(new PrintWriter(System.err, true, StandardCharsets.UTF_8)))
                // A column may be named @id, and a file @home.csv.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setExecutionStrategy(new Execution(text))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        Map<String, String> codes = Arrays.stream(ExitCode.values())
                .collect(Collectors.toMap(
                        code -> String.valueOf(code.status()), ExitCode::meaning, (a, b) -> a, LinkedHashMap::new));
        forEachCommand(line, command -> command.getCommandSpec().usageMessage().exitCodeList(codes));
        try {
            int code = line.execute(args);
            line.getOut().flush();
            String failure = out.failure();
            if (failure != null) {
                line.getErr().println("sluice: standard output: " + failure + "; what was printed is incomplete");
                return Math.max(code, ExitCode.FATAL.status());
            }
            return code;
        } catch (Error e) {
            return errors.crashed(e, line.getErr());
        }
    }

    private static void forEachCommand(CommandLine line, Consumer<CommandLine> action) {
        action.accept(line);
        line.getSubcommands().values().forEach(command -> forEachCommand(command, action));
    }
}
