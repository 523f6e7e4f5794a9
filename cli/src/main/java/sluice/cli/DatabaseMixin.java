package sluice.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database: the option shared by the commands that take a plan for another one. */
final class DatabaseMixin {
    @Option(
            names = {"-d", "--db"},
            paramLabel = "NAME",
            description = "The database. Default: the plan's.")
    @Nullable
    String name;
}
