package sluice.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The way to a field, step by step. In a plan the steps are written {@code loc.coordinates[0]}: a dot leads into a
 * document, an index in brackets into an array. Here a step is the name of a field, or an index with its brackets.
 */
public final class FieldSteps {
    private static final Pattern INDEX = Pattern.compile("\\[(0|[1-9]\\d{0,5})]");
    private static final Pattern INDEXED = Pattern.compile("(.+?)((?:\\[(?:0|[1-9]\\d{0,5})])+)");

    private FieldSteps() {}

    /** The steps of a path as a plan writes it. */
    public static List<String> of(String path) {
        List<String> steps = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            Matcher indexed = INDEXED.matcher(part);
            if (indexed.matches()) {
                steps.add(indexed.group(1));
                INDEX.matcher(indexed.group(2)).results().forEach(index -> steps.add(index.group()));
            } else {
                steps.add(part);
            }
        }
        return steps;
    }

    /** Whether a step leads into an array. */
    public static boolean isIndex(String step) {
        return INDEX.matcher(step).matches();
    }

    /**
     * The place in the array that a step leads to, from 0.
     *
     * @param step one that {@link #isIndex}
     */
    public static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }

    /** The field as the server names it: with dots between all steps, and indexes without brackets. */
    public static String field(List<String> steps) {
        return steps.stream()
                .map(step -> isIndex(step) ? Integer.toString(index(step)) : step)
                .collect(Collectors.joining("."));
    }

    /** The field that is set if this one is, as the server names it: an array is set as a whole. */
    public static String setWith(List<String> steps) {
        return field(steps.subList(0, outsideArrays(steps)));
    }

    /** How many steps don't lead into an array, from the first on. */
    public static int outsideArrays(List<String> steps) {
        int count = 0;
        while (count < steps.size() && !isIndex(steps.get(count))) {
            count++;
        }
        return count;
    }

    /** The path as a plan writes it. */
    public static String path(List<String> steps) {
        StringBuilder path = new StringBuilder();
        for (String step : steps) {
            path.append(path.isEmpty() || isIndex(step) ? "" : ".").append(step);
        }
        return path.toString();
    }
}
