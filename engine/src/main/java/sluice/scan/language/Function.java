package sluice.scan.language;

/** The functions of the language. */
public enum Function {
    YEAR("year", 1, 2, Expr.Type.NUMBER, "year(COLUMN, \"MM/dd/yyyy\")"),
    MONTH("month", 1, 2, Expr.Type.NUMBER, "month(COLUMN, \"MM/dd/yyyy\")"),
    DAY("day", 1, 2, Expr.Type.NUMBER, "day(COLUMN, \"MM/dd/yyyy\")"),
    SUBSTR("substr", 2, 3, Expr.Type.TEXT, "substr(COLUMN, FROM, LENGTH)"),
    LOWER("lower", 1, 1, Expr.Type.TEXT, "lower(COLUMN)"),
    UPPER("upper", 1, 1, Expr.Type.TEXT, "upper(COLUMN)"),
    LENGTH("length", 1, 1, Expr.Type.NUMBER, "length(COLUMN)"),
    NUMBER("number", 1, 1, Expr.Type.NUMBER, "number(COLUMN)"),
    CONTAINS("contains", 2, 2, Expr.Type.TEST, "contains(COLUMN, \"TEXT\")"),
    STARTS_WITH("startsWith", 2, 2, Expr.Type.TEST, "startsWith(COLUMN, \"TEXT\")"),
    ENDS_WITH("endsWith", 2, 2, Expr.Type.TEST, "endsWith(COLUMN, \"TEXT\")"),
    MATCHES("matches", 2, 2, Expr.Type.TEST, "matches(COLUMN, \"PATTERN\")");

    private final String word;
    private final int least;
    private final int most;
    private final Expr.Type type;
    private final String usage;

    Function(String word, int least, int most, Expr.Type type, String usage) {
        this.word = word;
        this.least = least;
        this.most = most;
        this.type = type;
        this.usage = usage;
    }

    String word() {
        return word;
    }

    Expr.Type type() {
        return type;
    }

    String usage() {
        return usage;
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }
}
