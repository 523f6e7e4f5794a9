package sluice.cli.query;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.connection.DatabaseMixin;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.plan.Plans;
import sluice.cli.process.ExitCode;
import sluice.cli.process.Interrupts;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.plan.Plan;
import sluice.plan.QueryPlan;
import sluice.query.Query;
import sluice.workers.StopSignal;

/** The command {@code sluice query}. */
@Command(
        name = "query",
        description = {
            "Answers a named query of a plan; without a name it lists them.",
            "Values are bound as values of their type, never as operators or field paths."
        },
        sortOptions = false)
public final class QueryCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PLAN", description = "A plan, or the name of one that comes with Sluice.")
    String plan = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The query.")
    @Nullable
    String name;

    @Parameters(index = "2..*", paramLabel = "PARAMETER=VALUE", description = "Values of the query's parameters.")
    List<String> values = new ArrayList<>();

    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    DatabaseMixin database = new DatabaseMixin();

    @Option(
            names = "--format",
            paramLabel = "table|json|jsonl|csv",
            description = "How rows are written. Default: a table on a terminal, else jsonl.")
    @Nullable
    RowFormat format;

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
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (raw && format != RowFormat.CSV) {
            throw new ParameterException(spec.commandLine(), "--raw is for --format csv; other formats are exact");
        }
        Plan asked = Plans.read(plan, null, database.name());
        try (Screen screen = Screen.on(out)) {
            if (name == null) {
                list(asked, screen);
                return ExitCode.OK.status();
            }
            Query query = Query.of(asked, name, parameters());
            RowFormat wanted = format != null ? format : screen.terminal() == null ? RowFormat.JSONL : RowFormat.TABLE;
            StopSignal stop = new StopSignal();
            Interrupts.install(stop, err, () -> true);
            try (ServerSession session = ServerSession.open(serverOptions, 1)) {
                String greeting = session.greeting(database.chosen(asked.database()));
                if (wanted == RowFormat.TABLE) {
                    screen.line(greeting);
                } else {
                    err.println(greeting);
                }
                RowPrinter printer = new RowPrinter(wanted, screen, raw);
                long rows = query.run(session.server(), row -> {
                    printer.add(row);
                    return !stop.requested() && !out.checkError();
                });
                List<String> notes = printer.end();
                notes.forEach(err::println);
                if (wanted == RowFormat.TABLE) {
                    screen.line(Numbers.counted(rows, "row"));
                }
                if (stop.requested()) {
                    return ExitCode.INTERRUPTED.status();
                }
                // A file that lacks something must not pass for the whole answer.
                boolean whole = notes.isEmpty() || wanted != RowFormat.CSV;
                return (whole ? ExitCode.OK : ExitCode.REJECTS).status();
            }
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String value : values) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "`" + value + "` is no parameter; write NAME=VALUE");
            }
            if (given.put(value.substring(0, equals), value.substring(equals + 1)) != null) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "the parameter " + value.substring(0, equals) + " is given twice");
            }
        }
        return given;
    }

    private static void list(Plan plan, Screen screen) {
        if (plan.queries().isEmpty()) {
            screen.line(plan.origin() + " has no queries.");
            return;
        }
        for (QueryPlan query : plan.queries()) {
            String parameters = query.parameters().stream()
                    .map(parameter -> parameter.otherwise() == null
                            ? " " + parameter.name() + "=" + parameter.type().word()
                            : " [" + parameter.name() + "=" + parameter.otherwise() + "]")
                    .collect(Collectors.joining());
            screen.line(query.name() + parameters);
            if (!query.help().isEmpty()) {
                screen.line("    " + query.help());
            }
            query.parameters().stream()
                    .filter(parameter -> !parameter.help().isEmpty())
                    .forEach(parameter -> screen.line("    " + parameter.name() + ": " + parameter.help()));
        }
    }
}
