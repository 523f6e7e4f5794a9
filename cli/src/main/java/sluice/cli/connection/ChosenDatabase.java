package sluice.cli.connection;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.CommandException;
import sluice.plan.Names;

/**
 * The database that a command works on, and who named it: the command line, or else the plan, or else the connection string,
 * or else nobody.
 *
 * @param name the database
 * @param reason who named it, as the rest of a sentence
 */
public record ChosenDatabase(String name, String reason) {
    /** If nobody names one. */
    public static final String DEFAULT = "test";

    /** A connection string names these to say who knows its user. */
    private static final Set<String> FOR_USERS = Set.of("admin", "config", "local", "$external");

    /**
     * The first that is named.
     *
     * @param option what the command line names, or null
     * @param ofPlan what the plan names, or null if there is none
     * @param ofUri what the connection string names, or null
     * @throws IllegalArgumentException if the command line's is not a valid name: that is wrong usage
     * @throws CommandException if the connection string's is not
     */
    public static ChosenDatabase of(@Nullable String option, @Nullable String ofPlan, @Nullable String ofUri) {
        if (option != null) {
            return new ChosenDatabase(Names.database(option), "as -d says");
        }
        if (ofPlan != null) {
            return ofPlan(ofPlan);
        }
        return ofUri(ofUri).orElse(new ChosenDatabase(DEFAULT, "the default; -d names another"));
    }

    /** That of a plan. */
    public static ChosenDatabase ofPlan(String name) {
        return new ChosenDatabase(name, "as the plan says");
    }

    /**
     * That of a connection string, unless it only says who knows the user.
     *
     * @throws CommandException if it is not a valid name
     */
    public static Optional<ChosenDatabase> ofUri(@Nullable String name) {
        return Optional.ofNullable(name)
                .filter(one -> !FOR_USERS.contains(one))
                .map(one -> new ChosenDatabase(checked(one), "as the connection string says"));
    }

    private static String checked(String name) {
        try {
            return Names.database(name);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    /** The second line of a command's output. */
    String line() {
        return "Database: " + name + ", " + reason;
    }
}
