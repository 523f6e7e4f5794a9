package sluice.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which collection of a plan refers to which. */
public final class ReferenceGraph {
    private final Map<String, CollectionPlan> byName = new LinkedHashMap<>();

    private ReferenceGraph(List<CollectionPlan> collections) {
        collections.forEach(collection -> byName.put(collection.name(), collection));
    }

    /** The collections of the plan that one refers to. */
    public static List<String> parents(List<CollectionPlan> collections, CollectionPlan child) {
        ReferenceGraph graph = new ReferenceGraph(collections);
        return child.write().references().stream()
                .map(Reference::collection)
                .filter(graph.byName::containsKey)
                .distinct()
                .toList();
    }

    /**
     * The field of the parent that a reference's values are found in.
     *
     * @param parent the collection referred to, with one key column or an id
     */
    public static String field(Reference reference, CollectionPlan parent) {
        if (reference.field() != null) {
            return reference.field();
        }
        return parent.key().size() == 1 ? parent.keyFields().get(0) : "_id";
    }

    /** Notes every reference that leads nowhere or round in a circle. */
    static void check(List<CollectionPlan> collections, BiConsumer<String, String> note) {
        ReferenceGraph graph = new ReferenceGraph(collections);
        for (CollectionPlan child : collections) {
            for (Reference reference : child.write().references()) {
                String path = "collections." + child.name() + ".references." + reference.column();
                graph.check(child, reference).ifPresent(message -> note.accept(path, message));
            }
        }
    }

    private Optional<String> check(CollectionPlan child, Reference reference) {
        CollectionPlan parent = byName.get(reference.collection());
        if (parent == null) {
            return reference.field() != null
                    ? Optional.empty()
                    : Optional.of("`" + reference.collection() + "` is no collection of this plan."
                            + Suggestions.forUnknown(reference.collection(), byName.keySet())
                            + " One that is in the database only is named with its field: { collection: "
                            + reference.collection() + ", field: ... }.");
        }
        if (parent.name().equals(child.name())) {
            return Optional.of("a collection can't refer to itself: load it without the reference.");
        }
        List<String> circle = circle(parent.name(), child.name(), new HashSet<>());
        if (!circle.isEmpty()) {
            return Optional.of("refers round in a circle: " + child.name() + " -> " + String.join(" -> ", circle)
                    + "; load one of them first, without the reference.");
        }
        if (reference.field() == null && parent.key().size() != 1 && parent.id() == null) {
            return Optional.of("`" + parent.name() + "` has "
                    + (parent.key().isEmpty() ? "no key" : "a key of several columns")
                    + "; name the field that the values must be found in: { collection: " + parent.name()
                    + ", field: ... }.");
        }
        return Optional.empty();
    }

    /** The way from one collection to another, both named; empty where there is none. */
    private List<String> circle(String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return List.of(to);
        }
        CollectionPlan collection = byName.get(from);
        if (collection == null || !seen.add(from)) {
            return List.of();
        }
        for (Reference reference : collection.write().references()) {
            List<String> rest = circle(reference.collection(), to, seen);
            if (!rest.isEmpty()) {
                List<String> way = new ArrayList<>(List.of(from));
                way.addAll(rest);
                return way;
            }
        }
        return List.of();
    }
}
