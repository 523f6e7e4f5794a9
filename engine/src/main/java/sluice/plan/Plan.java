package sluice.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What to load, from where, into which collections. Immutable.
 *
 * @param origin where it was read, for messages: a path, or "command line"
 * @param directory what relative paths of files start from
 * @param database the database's name
 * @param collections at least one, in the order of the plan, names distinct
 * @param queries named questions, in the order of the plan
 * @param settings how the work is cut and shared
 * @param lines where its parts stand
 */
public record Plan(
        String origin,
        Path directory,
        String database,
        List<CollectionPlan> collections,
        List<QueryPlan> queries,
        LoadSettings settings,
        PlanLines lines) {

    /** Copies the lists. */
    public Plan {
        collections = List.copyOf(collections);
        queries = List.copyOf(queries);
        if (collections.stream().map(CollectionPlan::name).distinct().count() < collections.size()) {
            throw new IllegalArgumentException("two collections have one name");
        }
    }

    /**
     * Reads a plan file. Relative paths in it start from its own folder.
     *
     * @throws PlanException with every mistake found, or if the file cannot be read
     */
    public static Plan read(Path file) {
        return PlanReader.read(file);
    }

    /** Builds a plan without a file. */
    public static PlanBuilder builder() {
        return new PlanBuilder();
    }

    /** The same with other settings. */
    public Plan withSettings(LoadSettings changed) {
        return new Plan(origin, directory, database, collections, queries, changed, lines);
    }

    /** The same, said to come from elsewhere. */
    public Plan withOrigin(String changed) {
        return new Plan(changed, directory, database, collections, queries, settings, lines);
    }

    /** The same with its relative paths starting elsewhere. */
    public Plan withDirectory(Path changed) {
        return new Plan(origin, changed, database, collections, queries, settings, lines);
    }

    /** The same for another database. */
    public Plan withDatabase(String changed) {
        return new Plan(origin, directory, changed, collections, queries, settings, lines);
    }

    /**
     * The same with one collection alone. What it refers to is named by its field, so that it is looked for in the database.
     *
     * @throws IllegalArgumentException where the plan has no such collection
     */
    public Plan only(String name) {
        if (collections.stream().noneMatch(collection -> collection.name().equals(name))) {
            throw new IllegalArgumentException(origin + " has no collection " + name);
        }
        return only(collection -> collection.name().equals(name));
    }

    /** The same with some collections alone; what those refer to that is not among them is named by its field. */
    public Plan only(Predicate<CollectionPlan> kept) {
        List<CollectionPlan> some = collections.stream()
                .filter(kept)
                .map(collection -> collection.withReferences(collection.write().references().stream()
                        .map(reference -> byField(reference, kept))
                        .toList()))
                .toList();
        return new Plan(origin, directory, database, some, queries, settings, lines);
    }

    private Reference byField(Reference reference, Predicate<CollectionPlan> kept) {
        return collections.stream()
                .filter(parent -> parent.name().equals(reference.collection()) && !kept.test(parent))
                .findFirst()
                .map(parent -> new Reference(
                        reference.column(),
                        reference.collection(),
                        ReferenceGraph.field(reference, parent),
                        reference.onDelete()))
                .orElse(reference);
    }

    /** The same with each collection changed. */
    public Plan mapCollections(UnaryOperator<CollectionPlan> change) {
        return new Plan(
                origin, directory, database, collections.stream().map(change).toList(), queries, settings, lines);
    }
}
