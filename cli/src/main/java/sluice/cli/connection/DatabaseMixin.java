package sluice.cli.connection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sluice.plan.Names;

/** Which database: the option shared by the commands that take a plan for another one. */
public final class DatabaseMixin {
    @Option(
            names = {"-d", "--db"},
            paramLabel = "NAME",
            description = "The database. Default: the plan's.")
    @Nullable
    private String name;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * The database to work on: the one that was named, or the plan's.
     *
     * @throws ParameterException if it is not a valid name
     */
    public ChosenDatabase chosen(String ofPlan) {
        return ChosenDatabase.of(name(), ofPlan, null);
    }

    /**
     * The database that was named, or null for the plan's.
     *
     * @throws ParameterException if it is not a valid name
     */
    public @Nullable String name() {
        try {
            return name == null ? null : Names.database(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
