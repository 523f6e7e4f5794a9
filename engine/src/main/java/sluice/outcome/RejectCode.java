package sluice.outcome;

/** The kinds of reasons for which a record is not loaded. */
public enum RejectCode {
    /** Quotes that don't close, or text after a closing quote. */
    MALFORMED("malformed"),
    /** More or fewer fields than the header has columns. */
    RAGGED("ragged"),
    /** Text that is no UTF-8. */
    INVALID_UTF8("invalid-utf8"),
    /** A value that is not of its column's type. */
    WRONG_TYPE("wrong-type"),
    /** A value without the text that its column's values contain, or one in a column without a name. */
    WRONG_VALUE("wrong-value"),
    /** No value where the plan wants one. */
    EMPTY_VALUE("empty-value"),
    /** No value in a column of the key, or in the column that becomes {@code _id}. */
    EMPTY_KEY("empty-key"),
    /** A document larger than the server takes. */
    TOO_LARGE("too-large"),
    /** The key or {@code _id} of another record or document. */
    DUPLICATE_KEY("duplicate-key"),
    /** A value that another record or document has in a unique index that is not the key's. */
    DUPLICATE_VALUE("duplicate-value"),
    /** A reference to a key that the other collection doesn't have. */
    ORPHAN("orphan"),
    /** The collection's validator refuses the document. */
    VALIDATION("validation"),
    /** The server refuses the document for another reason. */
    SERVER("server");

    private final String word;

    RejectCode(String word) {
        this.word = word;
    }

    /**
     * The code that has a word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RejectCode of(String word) {
        for (RejectCode code : values()) {
            if (code.word.equals(word)) {
                return code;
            }
        }
        throw new IllegalArgumentException("`" + word + "` is not the code of a reject");
    }

    /** The word used in files and reports. */
    public String word() {
        return word;
    }
}
