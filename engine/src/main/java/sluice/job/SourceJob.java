package sluice.job;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvFormat;
import sluice.input.CsvInput;
import sluice.input.Header;
import sluice.input.SourceFormat;
import sluice.journal.JournalHeader;
import sluice.plan.CollectionPlan;
import sluice.source.FileSource;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.SourceFingerprint;

/**
 * A source whose header was read.
 *
 * @param header its columns
 * @param format how it is read
 * @param opened the input that read the header, where the source can't be opened a second time
 */
public record SourceJob(
        Source source, Header header, SourceFormat format, @Nullable CsvInput opened) {

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
            return new SourceJob(input.source(), input.header(), input.format(), null);
        }
        return new SourceJob(input.source(), input.header(), input.format(), input);
    }

    /**
     * What the journal keeps of it.
     *
     * @param rejects the name of its reject files
     */
    public JournalHeader.SourceEntry entry(String rejects) {
        return source instanceof FileSource file && file.repeatable()
                ? new JournalHeader.SourceEntry(
                        source.name(),
                        rejects,
                        file.path().toAbsolutePath().normalize(),
                        fingerprint(source.name(), file.path()),
                        format.csv())
                : new JournalHeader.SourceEntry(source.name(), rejects, null, null, format.csv());
    }

    /**
     * Looks at a file to tell later whether it has changed.
     *
     * @throws SourceException where it can't be read
     */
    public static SourceFingerprint fingerprint(String name, Path path) {
        try {
            return SourceFingerprint.of(path);
        } catch (IOException e) {
            throw new SourceException(name + ": can't be read: " + e.getMessage(), e);
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
