package sluice.bson;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Some documents of a chunk, in its order. Not thread-safe. */
public final class Selection {
    private int[] documents = new int[1024];
    private int count;

    /** Empties it. */
    public void clear() {
        count = 0;
    }

    /** Adds a document; each must come after the ones before. */
    public void add(int document) {
        if (count == documents.length) {
            documents = Arrays.copyOf(documents, count * 2);
        }
        documents[count++] = document;
    }

    /** Takes out some. */
    public void removeIf(IntPredicate unwanted) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!unwanted.test(documents[i])) {
                documents[kept++] = documents[i];
            }
        }
        count = kept;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The document at a place. */
    public int get(int index) {
        return documents[index];
    }
}
