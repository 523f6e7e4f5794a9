package sluice.csv.sniff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what may be a text's delimiter: tokens that occur in it. */
final class Delimiters {
    /** In the order in which they win ties. */
    static final List<String> USUAL = List.of(",", ";", "\t", "|", ":", "^", "~", "§", "¦", "¬", " ");

    private static final String SIGNS = ",;|:^~#@$%&*!§¦¬<>=+";
    private static final int LONGEST = 4;
    private static final int MOST_RUNS = 4;

    private final String text;
    private final int lines;

    private Delimiters(String text) {
        this.text = text;
        lines = (int) Math.max(1, text.lines().filter(line -> !line.isBlank()).count());
    }

    /** The tokens, the usual ones first. */
    static List<String> in(byte[] text) {
        Delimiters search = new Delimiters(new String(text, StandardCharsets.UTF_8));
        Set<String> found = new LinkedHashSet<>();
        search.addUsual(found);
        search.addControls(found);
        search.addRuns(found);
        search.addSpaced(found);
        return List.copyOf(found);
    }

    private void addUsual(Set<String> found) {
        USUAL.stream().filter(text::contains).forEach(found::add);
    }

    private void addControls(Set<String> found) {
        text.chars()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c > 0)
                .distinct()
                .limit(4)
                .forEach(c -> found.add(Character.toString(c)));
    }

    /** Runs of signs, such as {@code ||} and {@code |~|}, that occur about as often as lines do. */
    private void addRuns(Set<String> found) {
        Map<String, Integer> counts = new HashMap<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || SIGNS.indexOf(text.charAt(i)) < 0) {
                if (i - start > 1) {
                    counts.merge(period(text.substring(start, Math.min(i, start + 64))), 1, Integer::sum);
                }
                start = i + 1;
            }
        }
        counts.entrySet().stream()
                .filter(run -> run.getKey().length() > 1 && run.getKey().length() <= LONGEST)
                .filter(run -> run.getValue() >= lines / 2)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST_RUNS)
                .forEach(run -> found.add(run.getKey()));
    }

    /** The token that a run repeats: a sign twice, or the shortest text of several signs. */
    private static String period(String run) {
        for (int length = 2; length <= run.length() / 2; length++) {
            if (run.length() % length == 0
                    && run.equals(run.substring(0, length).repeat(run.length() / length))) {
                return run.substring(0, length);
            }
        }
        return run;
    }

    /** A delimiter with a blank behind it, or around it, if it always stands so. */
    private void addSpaced(Set<String> found) {
        List<String> spaced = new ArrayList<>();
        for (String sign : found) {
            if (sign.length() == 1 && SIGNS.contains(sign)) {
                int all = count(sign);
                if (count(sign + " ") >= 0.9 * all && text.indexOf(sign + " \"") < 0 && text.indexOf(sign + " '") < 0) {
                    spaced.add(count(" " + sign + " ") >= 0.9 * all ? " " + sign + " " : sign + " ");
                }
            }
        }
        found.addAll(spaced);
    }

    private int count(String token) {
        int count = 0;
        for (int at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + token.length())) {
            count++;
        }
        return count;
    }
}
