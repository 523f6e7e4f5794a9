package sluice.job;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import sluice.input.CsvInput;
import sluice.input.Header;
import sluice.journal.JournalHeader;
import sluice.plan.CollectionPlan;
import sluice.source.Origin;
import sluice.source.Source;
import sluice.source.SourceException;

/**
 * A source whose header was read.
 *
 * @param header its columns
 * @param opened the input that read the header, where the source can't be opened a second time
 */
public record SourceJob(
        Source source, Header header, @Nullable CsvInput opened) {

    /** Reads the header. */
    public static SourceJob of(Source source, CollectionPlan plan) {
        CsvInput input = CsvInput.open(source, plan);
        if (source.repeatable()) {
            input.close();
            return new SourceJob(source, input.header(), null);
        }
        return new SourceJob(source, input.header(), input);
    }

    /**
     * What the journal keeps of it.
     *
     * @param rejects the name of its reject files
     * @throws SourceException if it can't be read
     */
    public JournalHeader.SourceEntry entry(String rejects) {
        Origin origin = origin(source);
        return origin == null
                ? new JournalHeader.SourceEntry(source.name(), rejects, null, null)
                : new JournalHeader.SourceEntry(source.name(), rejects, origin.place(), origin.fingerprint());
    }

    /**
     * Where a source can be found again, and what tells whether it has changed; null if it can be read only once.
     *
     * @throws SourceException if it can't be read
     */
    public static @Nullable Origin origin(Source source) {
        try {
            return source.origin();
        } catch (IOException e) {
            throw new SourceException(source.name() + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** The input at its first record. */
    public CsvInput open(CollectionPlan plan) {
        if (opened != null) {
            return opened;
        }
        CsvInput input = CsvInput.open(source, plan);
        if (!input.header().names().equals(header.names())) {
            input.close();
            throw new SourceException(source.name() + ": its header has changed since the load started.");
        }
        return input;
    }
}
