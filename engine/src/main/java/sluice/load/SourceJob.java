package sluice.load;

import org.jspecify.annotations.Nullable;
import sluice.input.CsvInput;
import sluice.input.Header;
import sluice.plan.CollectionPlan;
import sluice.source.Source;
import sluice.source.SourceException;

/**
 * A source whose header was read.
 *
 * @param header its columns
 * @param opened the input that read the header, where the source can't be opened a second time
 */
record SourceJob(Source source, Header header, @Nullable CsvInput opened) {

    /** Reads the header. */
    static SourceJob of(Source source, CollectionPlan plan) {
        CsvInput input = CsvInput.open(source, plan);
        if (source.repeatable()) {
            input.close();
            return new SourceJob(source, input.header(), null);
        }
        return new SourceJob(source, input.header(), input);
    }

    /** The input at its first record. */
    CsvInput open(CollectionPlan plan) {
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
