package sluice.cli.plan;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import sluice.plan.Drop;

/** Reads {@code --drop} and {@code --drop=early}: what follows the option without a sign is the next argument, not its value. */
final class DropConsumer implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // The library's own type.
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        boolean early = !arguments.isEmpty() && arguments.peek().equals(Drop.EARLY.word());
        if (early) {
            arguments.pop();
        }
        option.setValue(early ? Drop.EARLY : Drop.AT_END);
    }
}
