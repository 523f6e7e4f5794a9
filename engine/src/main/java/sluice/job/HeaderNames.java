package sluice.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import sluice.plan.CollectionPlan;
import sluice.plan.Names;
import sluice.plan.ShellWord;

/** Names that a file's columns can have, and the option that gives them, ready to be pasted into a shell. */
public final class HeaderNames {
    /** What neither a field nor the option can have in a name. */
    private static final Pattern UNFIT = Pattern.compile("[.,\"\\p{Cntrl}\uFFFD]");

    private HeaderNames() {}

    /**
     * The names, with others for those that are at fault: {@code a.b} becomes {@code a_b}, {@code $x} becomes {@code x}, a
     * second {@code a} becomes {@code a_2}, and the third column, if it has no name, {@code c3}.
     *
     * @param faults the positions at fault
     */
    static List<String> mended(List<String> names, Set<Integer> faults) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (isKept(names, i, faults)) {
                taken.add(names.get(i));
            }
        }
        List<String> mended = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            mended.add(isKept(names, i, faults) ? names.get(i) : free(mended(names.get(i), i), taken));
        }
        return mended;
    }

    /**
     * The names, with others for those that no field can have: those that stand twice, hold a dot or begin with a dollar.
     *
     * @param nameless whether columns without a name get one too
     */
    public static List<String> usable(List<String> names, boolean nameless) {
        Set<String> seen = new HashSet<>();
        Set<Integer> faults = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.isEmpty() && (!seen.add(name) || name.indexOf('.') >= 0 || !isField(name))) {
                faults.add(i);
            }
        }
        boolean unnamed = nameless && names.contains("");
        return faults.isEmpty() && !unnamed ? names : mended(names, faults);
    }

    private static boolean isField(String name) {
        try {
            Names.fieldPath(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isKept(List<String> names, int column, Set<Integer> faults) {
        return !faults.contains(column) && !names.get(column).isEmpty();
    }

    /** The names, with one that no column has yet for a column. */
    static List<String> renamed(List<String> names, int column) {
        List<String> renamed = mended(names, Set.of());
        renamed.set(column, free(mended(names.get(column), column), new HashSet<>(renamed)));
        return renamed;
    }

    private static String mended(String name, int column) {
        String fit = UNFIT.matcher(name).replaceAll("_").replaceFirst("^\\$+", "");
        return fit.isEmpty() ? "c" + (column + 1) : fit;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** The option that gives a collection's columns names, and the key that does so in a plan. */
    static String option(CollectionPlan plan, List<String> names) {
        boolean header = plan.columnNames() == null;
        return (header ? "--relabel " : "--columns ") + ShellWord.quoted(String.join(",", names)) + " ("
                + (header ? "relabel" : "header") + ": in a plan)";
    }
}
