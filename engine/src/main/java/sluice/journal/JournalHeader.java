package sluice.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.collection.TargetState;
import sluice.csv.CsvFormat;
import sluice.plan.Drop;
import sluice.server.ServerIdentity;
import sluice.source.SourceFingerprint;

/**
 * What an operation began with: enough to resume it exactly where it stopped. Immutable.
 *
 * @param operation its id
 * @param started when it began
 * @param fingerprint the fingerprint in the generated {@code _id}s of its first source; each further source has the next
 * @param server what it loads into; without credentials
 * @param database the database
 * @param plan its plan
 * @param rejectsOf the id of the operation whose rejects it loads, or null
 * @param collections in plan order
 */
public record JournalHeader(
        String operation,
        Instant started,
        int fingerprint,
        ServerIdentity server,
        String database,
        PlanEntry plan,
        @Nullable String rejectsOf,
        List<CollectionEntry> collections) {

    /** Copies the list. */
    public JournalHeader {
        collections = List.copyOf(collections);
    }

    /**
     * A plan.
     *
     * @param origin where it came from
     * @param folder what the names of its sources start from
     * @param hash the hash of {@code plan.yaml} in the operation's folder, in hexadecimal digits
     */
    public record PlanEntry(String origin, Path folder, String hash) {}

    /**
     * A collection.
     *
     * @param drop what becomes of the documents that are there
     * @param state what it was before anything was changed
     * @param sources in plan order
     */
    public record CollectionEntry(String name, Drop drop, TargetState state, List<SourceEntry> sources) {

        /** Copies the list. */
        public CollectionEntry {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A source.
     *
     * @param name what the user called it
     * @param rejects the name of its reject files, without ending
     * @param place where it can be found again, or null if it can be read only once
     * @param fingerprint what it was; null if {@code place} is
     * @param format how it is laid out
     */
    public record SourceEntry(
            String name,
            String rejects,
            @Nullable String place,
            @Nullable SourceFingerprint fingerprint,
            CsvFormat format) {}

    /** The first source that can be read only once, or null: with one the operation can't be resumed. */
    public @Nullable String unrepeatable() {
        return collections.stream()
                .flatMap(collection -> collection.sources().stream())
                .filter(source -> source.place() == null)
                .map(SourceEntry::name)
                .findFirst()
                .orElse(null);
    }
}
