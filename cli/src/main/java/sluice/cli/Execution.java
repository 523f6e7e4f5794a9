package sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import sluice.cli.process.TextOut;

/** Runs the command that was given. Help is nothing but this program's own text, so its colours pass. */
final class Execution implements IExecutionStrategy {
    private final TextOut out;

    Execution(TextOut out) {
        this.out = out;
    }

    @Override
    public int execute(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            if (command.isUsageHelpRequested() || command.getCommand() instanceof CommandLine.HelpCommand) {
                parsed.commandSpec().commandLine().setOut(out.exact());
            }
        }
        return new RunLast().execute(parsed);
    }
}
