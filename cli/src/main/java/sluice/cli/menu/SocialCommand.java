package sluice.cli.menu;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code sluice social}. */
@Command(
        name = "social",
        description = {
            "The social network's menu: users and their status updates.",
            "On a terminal with history and completion; Ctrl-C leaves a question, Ctrl-D ends. From a pipe, a line for each"
                    + " answer."
        },
        sortOptions = false)
public final class SocialCommand implements Callable<Integer> {

    @Mixin
    MenuOptions options = new MenuOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        return Menu.run("social", options, Objects.requireNonNull(spec).commandLine());
    }
}
