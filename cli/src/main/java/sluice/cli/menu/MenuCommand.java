package sluice.cli.menu;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code sluice menu}. */
@Command(
        name = "menu",
        description = {
            "A menu for a plan: load its files, and add, change, find and delete single documents.",
            "On a terminal with history and completion; Ctrl-C leaves a question, Ctrl-D ends. From a pipe, a line for each"
                    + " answer."
        },
        sortOptions = false)
public final class MenuCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "A plan, or the name of one that comes with Sluice.")
    String plan = "";

    @Mixin
    MenuOptions options = new MenuOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        return Menu.run(plan, options, Objects.requireNonNull(spec).commandLine());
    }
}
