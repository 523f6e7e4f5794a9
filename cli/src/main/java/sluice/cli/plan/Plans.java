package sluice.cli.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.CommandException;
import sluice.plan.Names;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanProblem;
import sluice.plan.PlanReader;
import sluice.plan.Suggestions;

/** The plans that commands take: files, and those that come with the tool, which have names. */
public final class Plans {
    /** The plans that come with the tool. */
    public static final List<String> BUNDLED = List.of("hpnorton", "social", "store");

    private Plans() {}

    /** Whether an argument looks like a plan and not like a file of records. */
    static boolean isPlan(String argument) {
        String lower = argument.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml")
                || lower.endsWith(".yml")
                || (BUNDLED.contains(argument) && !Files.exists(Path.of(argument)));
    }

    /**
     * Reads a plan.
     *
     * @param nameOrPath the path of a plan file, or the name of a plan that comes with the tool
     * @param folder what its relative paths start from, or null for the plan file's own folder; a plan of the tool
     *     starts from the working directory
     * @throws PlanException where there is none, or it has mistakes
     */
    public static Plan read(String nameOrPath, @Nullable Path folder) {
        Plan plan = read(nameOrPath);
        return folder == null ? plan : plan.withDirectory(folder);
    }

    /**
     * Reads a plan, for another database where one is named.
     *
     * @throws CommandException where that is no database's name
     */
    public static Plan read(String nameOrPath, @Nullable Path folder, @Nullable String database) {
        Plan plan = read(nameOrPath, folder);
        try {
            return database == null ? plan : plan.withDatabase(Names.database(database));
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private static Plan read(String nameOrPath) {
        if (BUNDLED.contains(nameOrPath) && !Files.isRegularFile(Path.of(nameOrPath))) {
            return PlanReader.parse(text(nameOrPath), "plan " + nameOrPath, Path.of(""));
        }
        if (!Files.exists(Path.of(nameOrPath))) {
            String hint = Suggestions.forUnknown(nameOrPath, BUNDLED);
            throw new PlanException(
                    nameOrPath,
                    List.of(new PlanProblem(
                            0,
                            "",
                            "no such file, and no plan that comes with Sluice."
                                    + hint.replace("Known:", "Those that do:"))));
        }
        return PlanReader.read(Path.of(nameOrPath));
    }

    /** The text of a plan that comes with the tool. */
    static String text(String name) {
        try (InputStream in = Plans.class.getResourceAsStream("plans/" + name + "/plan.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the build lacks the plan " + name);
            }
            // The first line tells editors where the schema is, seen from where the plan lies in the sources.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("^# yaml-language-server:.*\\R", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
