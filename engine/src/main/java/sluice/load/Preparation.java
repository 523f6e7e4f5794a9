package sluice.load;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sluice.input.Header;
import sluice.plan.CollectionPlan;
import sluice.plan.Names;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanProblem;
import sluice.plan.Suggestions;
import sluice.plan.ValueType;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.source.StandardInput;

/** Finds a plan's sources, reads their headers, and notes everything in the plan that doesn't fit them. */
final class Preparation {
    private final Plan plan;
    private final InputStream stdin;
    private final List<PlanProblem> problems = new ArrayList<>();
    private boolean stdinTaken;

    private Preparation(Plan plan, InputStream stdin) {
        this.plan = plan;
        this.stdin = stdin;
    }

    /**
     * Prepares every collection.
     *
     * @throws PlanException with every mistake found
     */
    static List<CollectionJob> of(Plan plan, InputStream stdin) {
        Preparation preparation = new Preparation(plan, stdin);
        List<CollectionJob> jobs =
                plan.collections().stream().map(preparation::collection).toList();
        if (!preparation.problems.isEmpty()) {
            preparation.problems.sort(Comparator.comparingInt(PlanProblem::line));
            throw new PlanException(plan.origin(), preparation.problems);
        }
        return jobs;
    }

    private CollectionJob collection(CollectionPlan collection) {
        List<SourceJob> sources = new ArrayList<>();
        for (String pattern : collection.files()) {
            try {
                for (Source source : Sources.find(plan.directory(), pattern, stdin)) {
                    addSource(source, collection, sources);
                }
            } catch (SourceException e) {
                note(path(collection, "files"), String.valueOf(e.getMessage()));
            }
        }
        return new CollectionJob(collection, sources);
    }

    private void addSource(Source source, CollectionPlan collection, List<SourceJob> sources) {
        if (source instanceof StandardInput) {
            if (stdinTaken) {
                note(path(collection, "files"), "standard input can be read only once.");
                return;
            }
            stdinTaken = true;
        }
        SourceJob job = SourceJob.of(source, collection);
        checkNames(collection, job);
        checkColumns(collection, job);
        sources.add(job);
    }

    private void checkNames(CollectionPlan collection, SourceJob job) {
        Header header = job.header();
        Set<String> seen = new HashSet<>();
        Set<String> fields = new HashSet<>();
        for (int i = 0; i < header.names().size(); i++) {
            String name = header.names().get(i);
            String where = job.source().name() + ", column " + (i + 1) + ": ";
            if (!seen.add(name)) {
                note(
                        path(collection, "header"),
                        where + "`" + name
                                + "` stands twice in the header; name the columns yourself with header: [...]"
                                + " and take the first line out of the file.");
                continue;
            }
            String renamed = collection.column(name).name();
            String field = renamed == null ? name : renamed;
            try {
                Names.fieldPath(field);
                if (renamed == null && name.indexOf('.') >= 0) {
                    throw new IllegalArgumentException("`" + name + "`: a dot in a field's name nests it.");
                }
            } catch (IllegalArgumentException e) {
                note(
                        path(collection, "columns"),
                        where + e.getMessage() + " Give the column another name, or the same if it is meant:"
                                + " columns: { \"" + name + "\": { name: ... } }");
            }
            if (!name.equals(collection.id()) && !fields.add(field)) {
                note(path(collection, "columns"), where + "two columns become the field `" + field + "`.");
            }
        }
        for (String field : fields) {
            for (int dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1)) {
                if (fields.contains(field.substring(0, dot))) {
                    note(
                            path(collection, "columns"),
                            "`" + field + "` lies inside `" + field.substring(0, dot)
                                    + "`, which another column becomes.");
                }
            }
        }
        if (fields.stream().anyMatch(field -> field.equals("_id") || field.startsWith("_id."))) {
            note(path(collection, "columns"), "a column becomes `_id`; say so with id: instead.");
        }
    }

    private void checkColumns(CollectionPlan collection, SourceJob job) {
        List<String> names = job.header().names();
        if (collection.id() != null) {
            requireColumn(collection, "id", collection.id(), job, names);
        }
        collection.key().forEach(column -> requireColumn(collection, "key", column, job, names));
        Stream.concat(collection.key().stream(), Stream.ofNullable(collection.id()))
                .filter(column -> collection.column(column).type() == ValueType.SKIP)
                .forEach(column -> note(
                        path(collection, "columns." + column),
                        "`" + column + "` can't be skipped: it is the key or the id."));
        collection
                .columns()
                .keySet()
                .forEach(column -> requireColumn(collection, "columns." + column, column, job, names));
    }

    private void requireColumn(
            CollectionPlan collection, String part, String column, SourceJob job, List<String> names) {
        if (!names.contains(column)) {
            note(
                    path(collection, part),
                    "`" + column + "` is no column of " + job.source().name() + "."
                            + Suggestions.forUnknown(column, names));
        }
    }

    private static String path(CollectionPlan collection, String part) {
        return "collections." + collection.name() + "." + part;
    }

    private void note(String path, String message) {
        PlanProblem problem = new PlanProblem(plan.lines().of(path), path, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
