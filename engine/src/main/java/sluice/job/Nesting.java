package sluice.job;

import java.util.List;
import sluice.plan.CollectionPlan;
import sluice.plan.FieldSteps;
import sluice.plan.Names;

/** Tells whether the dots in the names of columns can nest fields. */
public final class Nesting {
    private Nesting() {}

    /** Whether columns have no other fault than dots in their names, so that nesting is all that has to be declared. */
    public static boolean settles(CollectionPlan plan, List<String> names) {
        return names.stream().anyMatch(name -> name.indexOf('.') >= 0)
                && names.stream().allMatch(name -> isPath(plan, name))
                && fits(plan, names);
    }

    private static boolean isPath(CollectionPlan plan, String name) {
        if (plan.isNameless(name)) {
            return true;
        }
        try {
            Names.fieldPath(FieldSteps.path(plan.withNested(true).path(name)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the fields that names nest can be in one document. */
    static boolean fits(CollectionPlan plan, List<String> names) {
        CollectionPlan nested = plan.withNested(true);
        FieldClashes clashes = new FieldClashes();
        boolean fit = names.stream().filter(name -> !plan.isNameless(name)).allMatch(name -> {
            List<String> steps = nested.path(name);
            boolean free = !steps.get(0).equals("_id") && clashes.of(steps, "").isEmpty();
            clashes.add(steps, name);
            return free;
        });
        return fit && clashes.gaps().isEmpty();
    }
}
