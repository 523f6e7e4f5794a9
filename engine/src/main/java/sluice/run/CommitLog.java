package sluice.run;

import java.util.List;
import sluice.journal.Journal;
import sluice.journal.Progress;
import sluice.journal.RejectFiles;
import sluice.journal.SourceId;

/** The journal, shared by the workers of a run. Thread-safe; the lock is held while a line is written and forced. */
final class CommitLog {
    private final Journal journal;

    CommitLog(Journal journal) {
        this.journal = journal;
    }

    /** Takes note that a source is done up to a point, after its rejects were handed to {@code files}. */
    synchronized void append(SourceId source, Progress progress, RejectFiles files) {
        journal.append(source, progress, files);
    }

    /** Takes note that a collection's records are all done and its indexes are built. */
    synchronized void done(int collection) {
        journal.done(collection);
    }

    /** The steps of a source so far, each further than the one before. */
    synchronized List<Progress> history(SourceId source) {
        return List.copyOf(journal.state().history(source));
    }
}
