package sluice.fuzz;

import sluice.csv.Dialect;

/** The dialects that an input can choose. */
final class FuzzDialects {
    private FuzzDialects() {}

    /** Of single ASCII characters: four choices. */
    static Dialect plain(FuzzInput input) {
        Dialect.Builder builder = Dialect.builder()
                .delimiter(input.oneOf(",", ";", "\t", "|"))
                .quote(input.oneOf((int) '"', (int) '\'', Dialect.NONE));
        escape(builder, input);
        return lineEnd(builder, input.oneOf(Dialect.ANY_LINE_END, "\n", "\r"), input)
                .build();
    }

    /** Of tokens of any kind: five choices. */
    static Dialect tokens(FuzzInput input) {
        Dialect.Builder builder = Dialect.builder()
                .delimiter(input.oneOf(",", "||", ", ", "|,|", "é"))
                .quote(input.oneOf((int) '"', (int) 'ê', Dialect.NONE));
        escape(builder, input);
        lineEnd(builder, input.oneOf(Dialect.ANY_LINE_END, "\r\n", ";\n", "x"), input);
        return builder.blanks(input.choose(2) == 1).build();
    }

    private static void escape(Dialect.Builder builder, FuzzInput input) {
        switch (input.choose(3)) {
            case 1 -> builder.escape('\\');
            case 2 -> builder.noEscape();
            default -> {
                // The quote, doubled.
            }
        }
    }

    private static Dialect.Builder lineEnd(Dialect.Builder builder, String lineEnd, FuzzInput input) {
        return builder.lineEnd(lineEnd).comment(input.oneOf(Dialect.NONE, (int) '#'));
    }
}
