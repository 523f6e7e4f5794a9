package sluice.plan;

/** The BSON type that a column's values get. */
public enum ValueType {
    /** UTF-8 text, kept as it stands. */
    STRING("string", "UTF-8 text"),
    /** 32-bit integer. */
    INT("int", "32-bit integer"),
    /** 64-bit integer. */
    LONG("long", "64-bit integer"),
    /** IEEE 754 binary64. */
    DOUBLE("double", "floating-point number"),
    /** IEEE 754 decimal128: keeps every digit, trailing zeros too. */
    DECIMAL("decimal", "decimal number of up to 34 digits"),
    /** {@code true} or {@code false} in any case, {@code 1} or {@code 0}; or words that the plan declares. */
    BOOL("bool", "true, false, 1 or 0"),
    /** ISO 8601 date, or date and time with a zone offset; UTC where none stands. */
    DATE("date", "ISO 8601 date such as 2026-02-28 or 2026-02-28T13:45:00.5+01:00"),
    /** 24 hexadecimal digits, bare or in {@code ObjectId(...)} with or without quotes. */
    OBJECT_ID("objectId", "object id of 24 hexadecimal digits, bare or as ObjectId(...)"),
    /** A UUID in its usual form, stored as binary subtype 4. */
    UUID("uuid", "UUID such as 123e4567-e89b-12d3-a456-426614174000"),
    /** One value in MongoDB extended JSON, of at most {@link Names#MAX_DEPTH} levels. */
    JSON("json", "value in extended JSON, up to 100 levels deep"),
    /** The column is left out of the document. */
    SKIP("skip", "nothing");

    private final String word;
    private final String description;

    ValueType(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }

    /** Whether its values are numbers. */
    public boolean isNumber() {
        return switch (this) {
            case INT, LONG, DOUBLE, DECIMAL -> true;
            case STRING, BOOL, DATE, OBJECT_ID, UUID, JSON, SKIP -> false;
        };
    }

    /** What its values look like, to stand after "not a". */
    public String description() {
        return description;
    }
}
