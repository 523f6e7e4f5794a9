package sluice.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects what a plan says, in place of a YAML file. Made by {@link Plan#builder()}. Not thread-safe.
 *
 * <p>The parts are checked together by {@link #build()}, by the same rules and with the same messages as a plan file.
 */
public final class PlanBuilder {
    private static final String ORIGIN = "plan builder";

    private String database = "";
    private Path directory = Path.of("");
    private final Map<String, CollectionPlan> collections = new LinkedHashMap<>();
    private final List<QueryPlan> queries = new ArrayList<>();
    private final List<PlanProblem> problems = new ArrayList<>();
    private LoadSettings settings = LoadSettings.DEFAULT;

    PlanBuilder() {}

    /** Names the database. Required. */
    public PlanBuilder database(String name) {
        database = name;
        return this;
    }

    /** Sets the folder that relative paths of files start from. Default: the working directory. */
    public PlanBuilder directory(Path folder) {
        directory = folder;
        return this;
    }

    /**
     * Adds a collection; at least one is required.
     *
     * @param says says what goes into it
     */
    public PlanBuilder collection(String name, Consumer<CollectionBuilder> says) {
        CollectionBuilder collection = new CollectionBuilder();
        says.accept(collection);
        if (collections.put(name, collection.build(name)) != null) {
            problems.add(new PlanProblem(0, "collections." + name, "stands twice."));
        }
        return this;
    }

    /** Adds a named query. */
    public PlanBuilder query(QueryPlan query) {
        if (queries.stream().anyMatch(known -> known.name().equals(query.name()))) {
            problems.add(new PlanProblem(0, "queries." + query.name(), "stands twice."));
        } else {
            queries.add(query);
        }
        return this;
    }

    /** Sets how the work is cut and shared. Default: {@link LoadSettings#DEFAULT}. */
    public PlanBuilder settings(LoadSettings load) {
        settings = load;
        return this;
    }

    /**
     * The plan.
     *
     * @throws PlanException with every mistake found
     */
    public Plan build() {
        Plan plan = new Plan(
                ORIGIN,
                directory,
                database,
                List.copyOf(collections.values()),
                queries,
                settings.withLinear(false),
                PlanLines.NONE);
        Plan read = read(plan);
        return new Plan(
                ORIGIN, directory, read.database(), read.collections(), read.queries(), settings, PlanLines.NONE);
    }

    /** Writes the plan down and reads it back, so that one reader has all the rules. */
    private Plan read(Plan plan) {
        try {
            Plan read = PlanReader.parse(PlanWriter.toYaml(plan), ORIGIN, directory);
            if (problems.isEmpty()) {
                return read;
            }
        } catch (PlanException e) {
            // The lines are those of a text that the caller never sees.
            e.problems().forEach(problem -> problems.add(new PlanProblem(0, problem.path(), problem.message())));
        }
        throw new PlanException(ORIGIN, problems);
    }
}
