package sluice.csv.sniff;

import java.util.List;

/**
 * Tells names from values in tables in which no kind of value does: all columns are text. A column speaks for a header if its
 * first cell is a usual name, or is written otherwise than the values below; it speaks against one if it is written like them.
 *
 * @param votesFor what speaks for a header; a usual name counts twice
 * @param votesAgainst how many first cells look like values
 * @param because the reason
 */
record TextHeader(int votesFor, int votesAgainst, String because) {
    private static final int USUAL_NAME = 2;

    static TextHeader of(List<Column> columns) {
        int votesFor = 0;
        int votesAgainst = 0;
        String name = "";
        String value = "";
        for (Column column : columns) {
            int vote = vote(column);
            votesFor += Math.max(vote, 0);
            votesAgainst += Math.max(-vote, 0);
            if (vote > 0 && name.isEmpty()) {
                name = column.shownFirst()
                        + (vote == USUAL_NAME ? " is a usual name" : " is written otherwise than the values below it");
            } else if (vote < 0 && value.isEmpty()) {
                value = column.shownFirst() + " in the first row is written like the values below it";
            }
        }
        return new TextHeader(votesFor, votesAgainst, because(name, value, votesFor > votesAgainst));
    }

    private static String because(String name, String value, boolean header) {
        if (name.isEmpty() && value.isEmpty()) {
            return "its cells occur nowhere else in their columns";
        }
        return header || value.isEmpty() ? name : name.isEmpty() ? value : value + ", though " + name;
    }

    /** Whether the first row is as likely a record. */
    boolean isDoubtful() {
        return votesAgainst > 0 && votesFor <= votesAgainst;
    }

    private static int vote(Column column) {
        String first = column.first().text();
        if (first.isBlank() || column.values().isEmpty()) {
            return 0;
        }
        if (NameWords.isName(first, column.index()) && !holdsNames(column)) {
            return USUAL_NAME;
        }
        List<Style> styles =
                column.values().stream().map(cell -> Style.of(cell.text())).toList();
        Style own = Style.of(first);
        if (own.standsOutFrom(styles) || isOfOtherLength(first, column.values())) {
            return 1;
        }
        // One letter has no style.
        return first.length() > 1 && own.isLike(styles) ? -1 : 0;
    }

    private static boolean holdsNames(Column column) {
        List<Cell> values = column.values();
        return values.stream()
                        .filter(cell -> NameWords.isName(cell.text(), column.index()))
                        .count()
                >= 0.3 * values.size();
    }

    /** Whether all values have one length, which the first cell hasn't, or are several times as long. */
    private static boolean isOfOtherLength(String first, List<Cell> values) {
        int shortest =
                values.stream().mapToInt(cell -> cell.text().length()).min().orElse(0);
        int longest =
                values.stream().mapToInt(cell -> cell.text().length()).max().orElse(0);
        boolean one = values.size() > 2 && shortest == longest && first.length() != longest;
        return one || shortest > 4 * first.length();
    }
}
