package sluice.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import sluice.cli.compare.CompareCommand;
import sluice.cli.convert.ConvertCommand;
import sluice.cli.generate.GenerateCommand;
import sluice.cli.hpnorton.HpnortonCommand;
import sluice.cli.inspect.InspectCommand;
import sluice.cli.load.LoadCommand;
import sluice.cli.load.OperationsCommand;
import sluice.cli.load.ResumeCommand;
import sluice.cli.load.UndoCommand;
import sluice.cli.load.VerifyCommand;
import sluice.cli.menu.MenuCommand;
import sluice.cli.menu.SocialCommand;
import sluice.cli.plan.PlanCommand;
import sluice.cli.query.DocCommand;
import sluice.cli.query.QueryCommand;
import sluice.cli.rescue.RescueCommand;
import sluice.cli.scan.ScanCommand;
import sluice.cli.tune.TuneCommand;

/**
 * The commands of {@code sluice}. A run makes the model of the one that it was given: reading the declarations of all
 * takes as long as the rest of the start.
 */
final class Subcommands {
    private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();
    private static final Set<String> ASK_FOR_VERSION = Set.of("--version", "-V");

    static {
        BY_NAME.put("load", LoadCommand.class);
        BY_NAME.put("resume", ResumeCommand.class);
        BY_NAME.put("operations", OperationsCommand.class);
        BY_NAME.put("undo", UndoCommand.class);
        BY_NAME.put("verify", VerifyCommand.class);
        BY_NAME.put("query", QueryCommand.class);
        BY_NAME.put("doc", DocCommand.class);
        BY_NAME.put("plan", PlanCommand.class);
        BY_NAME.put("menu", MenuCommand.class);
        BY_NAME.put("social", SocialCommand.class);
        BY_NAME.put("hpnorton", HpnortonCommand.class);
        BY_NAME.put("compare", CompareCommand.class);
        BY_NAME.put("tune", TuneCommand.class);
        BY_NAME.put("scan", ScanCommand.class);
        BY_NAME.put("inspect", InspectCommand.class);
        BY_NAME.put("convert", ConvertCommand.class);
        BY_NAME.put("generate", GenerateCommand.class);
        BY_NAME.put("rescue", RescueCommand.class);
        BY_NAME.put("help", CommandLine.HelpCommand.class);
    }

    private Subcommands() {}

    /** {@code sluice} with all its commands. */
    static CommandLine all(Main main) {
        CommandLine line = new CommandLine(main);
        BY_NAME.forEach(line::addSubcommand);
        return line;
    }

    /** {@code sluice} with the command that the arguments begin with, or with all if they begin with something else. */
    static CommandLine of(Main main, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (ASK_FOR_VERSION.contains(first)) {
            return new CommandLine(main);
        }
        Class<?> command = first.equals("help") ? null : BY_NAME.get(first);
        return command == null ? all(main) : new CommandLine(main).addSubcommand(first, command);
    }
}
