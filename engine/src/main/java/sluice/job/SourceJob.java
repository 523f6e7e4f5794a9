package sluice.job;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvFormat;
import sluice.csv.sniff.Sniffed;
import sluice.input.CsvInput;
import sluice.input.Header;
import sluice.input.SourceFormat;
import sluice.journal.JournalHeader;
import sluice.plan.CollectionPlan;
import sluice.source.Origin;
import sluice.source.Source;
import sluice.source.SourceException;

/**
 * A source whose header was read.
 *
 * @param header its columns
 * @param format how it is read
 * @param evidence what showed how it is laid out; null if all of that was declared or known
 * @param opened the input that read the header, where the source can't be opened a second time
 */
public record SourceJob(
        Source source,
        Header header,
        SourceFormat format,
        @Nullable Sniffed evidence,
        @Nullable CsvInput opened) {

    /** Finds out how a source is laid out, and reads its header. */
    public static SourceJob of(Source source, CollectionPlan plan) {
        return of(CsvInput.open(source, plan));
    }

    /** Reads the header of a source in a format that is known. */
    public static SourceJob of(Source source, CollectionPlan plan, CsvFormat format) {
        return of(CsvInput.open(source, plan, format));
    }

    private static SourceJob of(CsvInput input) {
        if (input.source().repeatable()) {
            input.close();
            return new SourceJob(input.source(), input.header(), input.format(), input.evidence(), null);
        }
        return new SourceJob(input.source(), input.header(), input.format(), input.evidence(), input);
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
                ? new JournalHeader.SourceEntry(source.name(), rejects, null, null, format.csv())
                : new JournalHeader.SourceEntry(
                        source.name(), rejects, origin.place(), origin.fingerprint(), format.csv());
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
        CsvInput input = CsvInput.open(source, plan, format.csv());
        if (!input.header().names().equals(header.names())) {
            input.close();
            throw new SourceException(source.name() + ": its header has changed since the load started.");
        }
        return input;
    }
}
