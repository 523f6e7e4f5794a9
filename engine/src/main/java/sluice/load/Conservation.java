package sluice.load;

import java.util.ArrayList;
import java.util.List;
import sluice.csv.CsvFormat;
import sluice.report.CollectionSummary;
import sluice.report.SourceSummary;
import sluice.source.Source;

/** The law that no record is lost or counted twice, checked when a load has ended. */
final class Conservation {
    private Conservation() {}

    /**
     * A source that was read.
     *
     * @param summary what became of its records
     * @param source the source
     * @param format how it is laid out
     */
    record ReadSource(SourceSummary summary, Source source, CsvFormat format) {

        /** Whether every byte was read but those of the footer, as far as the size is known. */
        boolean complete() {
            return source.size() < 0
                    || summary.bytes() == source.size()
                    || Footer.isAllBehind(source, summary.bytes(), format);
        }
    }

    /**
     * What doesn't balance, a sentence each; empty where everything does.
     *
     * @param unaccounted what came into the collection with no count before the operation was gone on with
     * @param complete whether every source should have been read to its end
     * @param uncertain how many statements may have been counted as what their second try was, not their first
     */
    static List<String> check(
            CollectionSummary collection,
            List<ReadSource> sources,
            Unaccounted unaccounted,
            boolean complete,
            long uncertain) {
        List<String> problems = new ArrayList<>();
        for (ReadSource read : sources) {
            SourceSummary source = read.summary();
            if (!source.balances()) {
                problems.add(source.name() + ": " + source.records() + " records were read, but inserted "
                        + source.counts().inserted() + ", matched "
                        + source.counts().matched() + ", modified "
                        + source.counts().modified()
                        + ", deleted " + source.counts().deleted() + ", skipped "
                        + source.counts().skipped() + ", already there "
                        + source.counts().alreadyThere() + " and rejected " + source.rejected() + " make another sum.");
            }
            String changed = complete ? SourceChanges.problem(read.source(), source.bytes()) : null;
            if (changed != null) {
                problems.add(changed);
            } else if (complete && !read.complete()) {
                problems.add(source.name() + ": " + source.bytes() + " bytes were read, but the file had "
                        + read.source().size() + " when the load started.");
            }
        }
        long grown = collection.countAfter() - collection.countBefore() - unaccounted.documents();
        long written = collection.counts().inserted()
                + collection.counts().alreadyThere()
                - collection.counts().deleted();
        long surplus = grown - written;
        if (surplus < -uncertain - unaccounted.equalBefore(collection)
                || surplus > uncertain + unaccounted.inFlight(complete)) {
            problems.add(collection.name() + ": " + change(written)
                    + ", but the collection holds " + (grown < 0 ? -grown + " fewer" : grown + " more")
                    + " than before. Does someone else write to it?");
        }
        return problems;
    }

    private static String change(long written) {
        return written < 0 ? -written + " documents were deleted" : written + " documents were inserted";
    }
}
