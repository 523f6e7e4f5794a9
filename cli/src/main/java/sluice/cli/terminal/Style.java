package sluice.cli.terminal;

/** How a line looks on a terminal. */
public enum Style {
    /** Like the rest. */
    PLAIN("0"),
    /** A title. */
    BOLD("1"),
    /** What went wrong. */
    RED("31"),
    /** What went well. */
    GREEN("32"),
    /** What to look at. */
    YELLOW("33"),
    /** What to do. */
    CYAN("36");

    private final String code;

    Style(String number) {
        code = "\u001b[" + number + "m";
    }

    /** What the terminal is told. */
    String code() {
        return code;
    }
}
