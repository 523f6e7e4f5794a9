package sluice.verify;

import java.util.List;

/**
 * The outcome of a verification.
 *
 * @param database its name
 * @param collections in plan order
 * @param differences the first ones
 * @param seconds how long it took
 */
public record VerifyReport(
        String database, List<CollectionVerdict> collections, List<Difference> differences, double seconds) {

    /** Copies the lists. */
    public VerifyReport {
        collections = List.copyOf(collections);
        differences = List.copyOf(differences);
    }

    /**
     * How a collection came out.
     *
     * @param name the collection's name
     * @param mode how records are written to it
     * @param expected the documents that the files should give
     * @param found the documents that were compared with them
     * @param missing those of the expected that aren't there
     * @param extra those found that no record gives
     * @param different those with other fields or values
     * @param expectedHash the sum of the hashes of the documents expected, 32 hexadecimal digits
     * @param foundHash the same of the documents found
     * @param rounds how often both sides were read again to find the differences
     * @param changing whether the sums differ and the documents don't: the collection was changed while it was read
     * @param notes what could not be told
     * @param seconds how long it took
     */
    public record CollectionVerdict(
            String name,
            String mode,
            long expected,
            long found,
            long missing,
            long extra,
            long different,
            String expectedHash,
            String foundHash,
            int rounds,
            boolean changing,
            List<String> notes,
            double seconds) {

        /** Copies the list. */
        public CollectionVerdict {
            notes = List.copyOf(notes);
        }

        /** Whether it holds what it should. */
        public boolean equal() {
            return missing == 0 && extra == 0 && different == 0 && !changing;
        }
    }

    /** All of it as one JSON document (canonical extended JSON in the differences' values). */
    public String json() {
        return VerifyJson.of(this);
    }

    /** Whether every collection holds what it should. */
    public boolean equal() {
        return collections.stream().allMatch(CollectionVerdict::equal);
    }

    /** The number of all differences, those not in the report included. */
    public long differing() {
        return collections.stream()
                .mapToLong(one -> one.missing() + one.extra() + one.different())
                .sum();
    }
}
