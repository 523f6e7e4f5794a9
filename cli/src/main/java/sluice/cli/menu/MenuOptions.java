package sluice.cli.menu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.cli.connection.DatabaseMixin;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.plan.FromMixin;
import sluice.cli.plan.Plans;
import sluice.plan.Plan;

/** What a menu can be told on the command line. */
final class MenuOptions {
    @Mixin
    ServerOptionsMixin serverOptions = new ServerOptionsMixin();

    @Mixin
    DatabaseMixin database = new DatabaseMixin();

    @Mixin
    FromMixin from = new FromMixin();

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
        return Plans.read(name, from.folder(), database.name());
    }
}
