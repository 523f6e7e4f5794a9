package sluice.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import sluice.plan.CollectionPlan;
import sluice.plan.FieldSteps;
import sluice.plan.Names;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;

/** Checks that the columns of a source have names that fields can have, and says in one message what settles all. */
final class NameChecks {
    private static final int EXAMPLES = 3;

    private final CollectionPlan plan;
    private final String source;
    private final List<String> names;
    private final BiConsumer<String, String> note;
    private final FieldClashes clashes;
    /** What is wrong with the names at positions, in their order. */
    private final Map<Integer, String> faults = new TreeMap<>();
    /** The positions where nothing is wrong but a dot. */
    private final Set<Integer> dotted = new HashSet<>();

    /**
     * Checks of one source.
     *
     * @param note hears of each mistake: its path below the collection, and what is wrong
     * @param clashes gets the fields that columns become
     */
    NameChecks(CollectionPlan plan, SourceJob job, BiConsumer<String, String> note, FieldClashes clashes) {
        this.plan = plan;
        source = job.source().name();
        names = job.header().names();
        this.note = note;
        this.clashes = clashes;
    }

    /** Checks every column. */
    void check() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!plan.isNameless(name)) {
                if (!seen.add(name)) {
                    faults.put(i, "`" + name + "` stands twice in the header");
                } else if (isField(name)) {
                    checkField(i, name);
                }
            }
        }
        if (!faults.isEmpty()) {
            note.accept(plan.columnNames() == null ? "columns" : "header", message());
        }
    }

    /** Whether a column's name matters: only that of a field does. */
    private boolean isField(String column) {
        boolean wanted = plan.mode() != WriteMode.DELETE || plan.key().contains(column);
        return wanted && !column.equals(plan.id()) && plan.column(column).type() != ValueType.SKIP;
    }

    private void checkField(int column, String name) {
        List<String> steps = plan.path(name);
        boolean asItStands = plan.column(name).name() == null;
        try {
            Names.fieldPath(asItStands ? name : FieldSteps.path(steps));
        } catch (IllegalArgumentException e) {
            faults.put(column, withoutStop(String.valueOf(e.getMessage())));
            return;
        }
        if (asItStands && steps.size() == 1 && name.indexOf('.') >= 0) {
            faults.put(column, "`" + name + "`: a dot in a field's name nests it, which nobody asked for");
            dotted.add(column);
            return;
        }
        String where = source + ", column " + (column + 1) + ": ";
        if (steps.get(0).equals("_id")) {
            note.accept(
                    "columns",
                    where + "the column becomes `_id`; say so with id: " + name + " (--id " + name
                            + "), or give it another name: " + rename(name));
        }
        clashes.of(steps, "two columns become")
                .ifPresent(message ->
                        note.accept("columns", where + message + " Give one of them another name: " + rename(name)));
        clashes.add(steps, "column " + (column + 1) + " (`" + name + "`) becomes");
    }

    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** How a column gets another name; what the plan calls it can't be changed by another header. */
    private String rename(String column) {
        String inPlan = "columns: { \"" + column + "\": { name: ... } } in the plan";
        return plan.column(column).name() == null
                ? inPlan + ", or " + HeaderNames.option(plan, HeaderNames.renamed(names, names.indexOf(column))) + "."
                : inPlan + ".";
    }

    private String message() {
        List<String> examples = new ArrayList<>();
        faults.forEach((column, fault) -> examples.add("column " + (column + 1) + ": " + fault));
        String all = examples.size() == 1
                ? source + ", " + examples.get(0)
                : source + ": the names of " + examples.size() + " of " + names.size()
                        + " columns can't be those of fields: "
                        + String.join("; ", examples.subList(0, Math.min(EXAMPLES, examples.size())))
                        + (examples.size() > EXAMPLES ? "; and " + (examples.size() - EXAMPLES) + " more" : "");
        String names = HeaderNames.option(plan, HeaderNames.mended(this.names, faults.keySet()));
        return all + ". "
                + (canNest()
                        ? "Nest them with --nested (nested: true in a plan), or take dots out of the names with "
                                + names
                        : "Name the columns with " + names)
                + ".";
    }

    /** Whether nesting settles all: nothing but dots is wrong, and the fields they nest can be in one document. */
    private boolean canNest() {
        if (dotted.size() < faults.size()) {
            return false;
        }
        return Nesting.fits(plan, names.stream().filter(this::isField).toList());
    }
}
