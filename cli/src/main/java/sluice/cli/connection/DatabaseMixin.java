package sluice.cli.connection;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database: the option shared by the commands that take a plan for another one. */
public final class DatabaseMixin {
    @Option(
            names = {"-d", "--db"},
            paramLabel = "NAME",
            description = "The database. Default: the plan's.")
    @Nullable
    private String name;

    /**
     * The database to work on: the one that was named, or the plan's.
     *
     * @throws sluice.cli.process.CommandException if it is not a valid name
     */
    public ChosenDatabase chosen(String ofPlan) {
        return ChosenDatabase.of(name, ofPlan, null);
    }

    /** The database that was named, or null for the plan's. */
    public @Nullable String name() {
        return name;
    }
}
