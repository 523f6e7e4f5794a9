package sluice.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sluice.plan.FieldSteps;

/** Finds fields that can't be in one document: two of one name, one inside another, an array that is a document too. */
final class FieldClashes {
    /** Fields with what becomes them, in the words of a message. */
    private final Map<List<String>, String> fields = new HashMap<>();
    /** Sub-documents and arrays with a field in each. */
    private final Map<List<String>, List<String>> insides = new HashMap<>();
    /** Arrays with the places that something becomes. */
    private final Map<List<String>, Set<Integer>> arrays = new HashMap<>();

    /**
     * What is wrong with a field beside those added before; empty for nothing.
     *
     * @param steps the way to it
     * @param both how a sentence begins that says that the field is there already
     */
    Optional<String> of(List<String> steps, String both) {
        String same = fields.get(steps);
        if (same != null) {
            return Optional.of(both + " the field `" + FieldSteps.path(steps) + "`, which is what " + same + ".");
        }
        List<String> inner = insides.get(steps);
        if (inner != null) {
            return Optional.of(inside(inner, steps) + "; the former is what " + fields.get(inner) + ".");
        }
        for (List<String> outer : outers(steps)) {
            if (fields.containsKey(outer)) {
                return Optional.of(inside(steps, outer) + ", which is what " + fields.get(outer) + ".");
            }
            List<String> other = insides.get(outer);
            boolean array = FieldSteps.isIndex(steps.get(outer.size()));
            if (other != null && array != FieldSteps.isIndex(other.get(outer.size()))) {
                return Optional.of("`" + FieldSteps.path(outer) + "` can't be an array and a document: `"
                        + FieldSteps.path(other) + "` is what " + fields.get(other) + ".");
            }
        }
        return Optional.empty();
    }

    private static String inside(List<String> inner, List<String> outer) {
        return "`" + FieldSteps.path(inner) + "` lies inside `" + FieldSteps.path(outer) + "`";
    }

    /** Adds a field, with what becomes it. */
    void add(List<String> steps, String what) {
        if (fields.putIfAbsent(steps, what) != null) {
            return;
        }
        for (List<String> outer : outers(steps)) {
            insides.putIfAbsent(outer, steps);
            String step = steps.get(outer.size());
            if (FieldSteps.isIndex(step)) {
                arrays.computeIfAbsent(outer, array -> new HashSet<>()).add(FieldSteps.index(step));
            }
        }
    }

    /** The sub-documents and arrays that a field lies in, the outermost first. */
    private static List<List<String>> outers(List<String> steps) {
        List<List<String>> outers = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            outers.add(steps.subList(0, i));
        }
        return outers;
    }

    /** What is wrong with the places of arrays, in the order of their names: no place before the last may be left out. */
    List<String> gaps() {
        Map<String, String> gaps = new TreeMap<>();
        arrays.forEach((array, places) -> {
            int missing = 0;
            while (places.contains(missing)) {
                missing++;
            }
            if (missing < places.size()) {
                String path = FieldSteps.path(array);
                int given = new TreeSet<>(places).higher(missing);
                gaps.put(
                        path,
                        "nothing becomes `" + path + "[" + missing + "]`, but something becomes `" + path + "[" + given
                                + "]`: the elements of an array are counted from 0, without a gap.");
            }
        });
        return List.copyOf(gaps.values());
    }
}
