package sluice.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.plan.Plan;

/** What a menu can be told on the command line. */
final class MenuOptions {
    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Option(
            names = {"-d", "--db"},
            paramLabel = "NAME",
            description = "The database. Default: the plan's.")
    @Nullable
    String database;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description =
                    "The folder that the plan's files are in. Default: the plan's own; the working directory for a"
                            + " plan that comes with Sluice.")
    @Nullable
    Path from;

    @Option(
            names = "--relabel",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The columns' names, in place of those in the header of a file that is found to be mislabelled.")
    List<String> relabel = new ArrayList<>();

    @Option(
            names = "--operations-dir",
            paramLabel = "DIR",
            defaultValue = "sluice-operations",
            description = "Where operations keep log, rejects and report. Default: ${DEFAULT-VALUE}.")
    Path operations = Path.of("sluice-operations");

    Plan plan(String name) {
        return Plans.read(name, from, database);
    }
}
