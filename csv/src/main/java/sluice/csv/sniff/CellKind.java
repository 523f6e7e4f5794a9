package sluice.csv.sniff;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a cell looks like. The kinds are those by which van den Burg, Nazabal and Sutton tell cells from pieces of cells
 * ("Wrangling messy CSV files by detecting row and type patterns", 2019), less those that never decide.
 */
enum CellKind {
    EMPTY,
    /** A word for "nothing here". */
    ABSENT,
    NUMBER,
    /** A date, a time, or both. */
    TIME,
    BOOL,
    /** A UUID, an address of a machine, a web or mail address. */
    CODE,
    /** Letters and digits without a blank. */
    WORD,
    TEXT;

    /** Longer values are text. */
    private static final int LONGEST = 80;

    private static final Set<String> ABSENT_WORDS =
            Set.of("na", "n/a", "null", "nil", "none", "nan", "\\n", "-", "?", ".");
    private static final Set<String> BOOL_WORDS = Set.of("true", "false", "yes", "no");
    private static final Pattern NUMBERS = Pattern.compile("[+-]?[$€£]? ?(\\d+([.,' ]\\d{3})*([.,]\\d*)?|[.,]\\d+)"
            + "([eE][+-]?\\d+)? ?[%€$£]?|\\(\\d[\\d.,]*\\)|0x[0-9a-fA-F]+");
    private static final Pattern TIMES = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[aApP][mM])?"
            + "|(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})"
            + "|\\d{1,2}[- .]+[A-Za-z]{3,9}\\.?[- ,]+\\d{2,4}|[A-Za-z]{3,9} \\d{1,2},? \\d{4})"
            + "(([T ]|, )\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[aApP][mM])?( ?(Z|UTC|[+-]\\d{2}:?(\\d{2})?))?)?");
    private static final Pattern CODES =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
                    + "|\\d{1,3}(\\.\\d{1,3}){3}(:\\d+|/\\d+)?|([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}"
                    + "|[0-9a-fA-F:]*::?[0-9a-fA-F:]*:[0-9a-fA-F]+"
                    + "|[a-z][a-z0-9+.-]{1,9}://[^\\s;|,\"]+|[^\\s@,;|\"]+@[^\\s@,;|\"]+\\.[a-zA-Z]{2,}");

    static CellKind of(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (text.length() > LONGEST) {
            return TEXT;
        }
        boolean digits = false;
        boolean signs = false;
        boolean blanks = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits |= c >= '0' && c <= '9';
            blanks |= c == ' ';
            signs |= !Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.' && c != ' ';
        }
        if (text.isBlank()) {
            return EMPTY;
        }
        if (digits && NUMBERS.matcher(text).matches()) {
            return NUMBER;
        }
        if (digits && TIMES.matcher(text).matches()) {
            return TIME;
        }
        if ((digits || signs) && CODES.matcher(text).matches()) {
            return CODE;
        }
        return words(text, signs || blanks);
    }

    private static CellKind words(String text, boolean several) {
        String lower = text.length() > 5 ? "" : text.toLowerCase(Locale.ROOT);
        if (ABSENT_WORDS.contains(lower)) {
            return ABSENT;
        }
        return BOOL_WORDS.contains(lower) ? BOOL : several ? TEXT : WORD;
    }

    /** Whether a value of this kind is not just letters: a column of such values is told from its name. */
    boolean isTyped() {
        return this == NUMBER || this == TIME || this == BOOL || this == CODE;
    }

    boolean isNothing() {
        return this == EMPTY || this == ABSENT;
    }
}
