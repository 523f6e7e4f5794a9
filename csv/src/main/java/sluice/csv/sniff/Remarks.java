package sluice.csv.sniff;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows what programs and people write around a table: who made it, how many rows it has, words for a sum. */
final class Remarks {
    private static final Pattern REMARK = Pattern.compile(
            "(?iU)(-- .*|//.*|\\[?(generated|exported|created|produced|printed|downloaded|extracted|erstellt|exportiert|generiert)"
                    + " (by|on|at|from|with|in|am|von|mit|um)\\b.*|(source|quelle): .*|report (generated|created|date)\\b.*"
                    + "|(end|ende) (of|der|des)\\b.*|copyright\\b.*|©.*|all rights reserved.*|<?eof>?)");
    private static final Pattern COUNT = Pattern.compile(
            "(?iU)\\(?(\\d{1,9}) (rows?|records?|zeilen?|datensätze?|lignes?|filas?)( selected| affected| exported| returned| in set.*)?\\.?\\)?");
    private static final Set<String> SUMS = Set.of(
            "total",
            "totals",
            "grand total",
            "subtotal",
            "sub-total",
            "sum",
            "summe",
            "gesamt",
            "gesamtsumme",
            "insgesamt",
            "somme",
            "suma",
            "totale",
            "totaal",
            "итого",
            "合計",
            "合计");

    private Remarks() {}

    /** Whether a text says who made a table, or that it ends. */
    static boolean isRemark(String text) {
        return REMARK.matcher(text.strip()).matches();
    }

    /** How many rows a text says that the table has: {@code (3 rows)}. */
    static OptionalInt count(String text) {
        Matcher matcher = COUNT.matcher(text.strip());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Whether a text is a word for a sum, and nothing else. */
    static boolean isSum(String text) {
        return SUMS.contains(text.strip().replaceFirst(":$", "").toLowerCase(Locale.ROOT));
    }
}
