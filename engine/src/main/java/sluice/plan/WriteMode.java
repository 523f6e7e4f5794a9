package sluice.plan;

/** What a record does to its collection. */
public enum WriteMode {
    /** A new document; a key that is taken is a duplicate. */
    INSERT("insert"),
    /** The document of its key is replaced, or made where there is none. */
    UPSERT("upsert"),
    /** The fields of the document of its key are set, the others stay; made where there is none. */
    MERGE("merge"),
    /** The document of its key is deleted. */
    DELETE("delete");

    private final String word;

    WriteMode(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }

    /** Whether a record finds its document by key or id. */
    public boolean byKey() {
        return this != INSERT;
    }

    /** Whether a document is made of every column, not of the key alone. */
    public boolean writesDocuments() {
        return this != DELETE;
    }
}
