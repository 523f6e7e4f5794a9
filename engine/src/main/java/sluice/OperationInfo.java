package sluice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalHeader;
import sluice.journal.JournalState;
import sluice.journal.OperationDirectory;
import sluice.report.LoadStatus;

/**
 * An operation as its folder tells it. Immutable.
 *
 * @param id its id
 * @param directory its folder
 * @param state what has become of it
 * @param started when it began, or null if the journal does not tell
 * @param database the database, or empty if the journal does not tell
 * @param collections the collections in plan order
 * @param records the records that are done
 * @param resumable whether {@link Sluice#resume} can go on with it
 */
public record OperationInfo(
        String id,
        Path directory,
        State state,
        @Nullable Instant started,
        String database,
        List<String> collections,
        long records,
        boolean resumable) {

    /** What has become of an operation. */
    public enum State {
        /** A process works on it. */
        RUNNING,
        /** It has come to its end, and every record is in the database. */
        COMPLETED,
        /** It has come to its end, and every record is in the database or in a reject file. */
        COMPLETED_WITH_REJECTS,
        /** It ended before all was done. */
        ENDED_EARLY,
        /** Undoing it has begun and not come to its end. */
        HALF_UNDONE,
        /** What it inserted is gone. */
        UNDONE,
        /** Its journal is missing or cannot be read. */
        DAMAGED
    }

    /** Copies the list. */
    public OperationInfo {
        collections = List.copyOf(collections);
    }

    static OperationInfo of(OperationDirectory directory) {
        if (!Files.exists(directory.journal())) {
            return damaged(directory);
        }
        try {
            boolean running = directory.inUse();
            JournalState journal = Journal.read(directory);
            JournalHeader header = journal.header();
            State state = running ? State.RUNNING : state(journal);
            return new OperationInfo(
                    directory.id(),
                    directory.path(),
                    state,
                    header.started(),
                    header.database(),
                    header.collections().stream()
                            .map(JournalHeader.CollectionEntry::name)
                            .toList(),
                    journal.records(),
                    state == State.ENDED_EARLY && header.unrepeatable() == null);
        } catch (JournalException e) {
            return damaged(directory);
        }
    }

    private static OperationInfo damaged(OperationDirectory directory) {
        return new OperationInfo(directory.id(), directory.path(), State.DAMAGED, null, "", List.of(), 0, false);
    }

    private static State state(JournalState journal) {
        if (journal.undone() != null) {
            return State.UNDONE;
        }
        if (journal.isUndoing()) {
            return State.HALF_UNDONE;
        }
        String finished = journal.finished();
        if (finished == null) {
            return State.ENDED_EARLY;
        }
        boolean rejects = finished.equals(LoadStatus.COMPLETED_WITH_REJECTS.code());
        return rejects ? State.COMPLETED_WITH_REJECTS : State.COMPLETED;
    }
}
