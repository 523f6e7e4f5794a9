package sluice.operation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentIds;
import sluice.journal.FileMark;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalHeader;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.JournalHeader.SourceEntry;
import sluice.journal.JournalState;
import sluice.journal.KnownRejects;
import sluice.journal.KnownRejects.KnownReject;
import sluice.journal.OperationDirectory;
import sluice.journal.Progress;
import sluice.journal.SourceId;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.WriteMode;
import sluice.source.SourceException;

/**
 * What an operation has loaded, as its folder tells: the plan, the {@code _id}s it made, and which records it rejected.
 * Takes eight bytes of memory for each reject. Immutable.
 */
public final class OperationRecord implements KnownOperation {
    private final JournalState state;
    private final Plan plan;
    private final Map<SourceId, long[]> rejected = new HashMap<>();

    private OperationRecord(JournalState state, Plan plan) {
        this.state = state;
        this.plan = plan;
    }

    /**
     * Reads an operation's folder; its files must be what they were.
     *
     * @throws JournalException where there is no journal, it is damaged, the operation was undone, or a source could be read
     *     only once
     * @throws SourceException where a source has changed
     */
    public static OperationRecord of(OperationDirectory directory) {
        JournalState state = Journal.read(directory);
        if (state.isUndoing()) {
            throw new JournalException(directory.id() + ": was undone, so nothing of it should be there.");
        }
        JournalHeader header = state.header();
        OperationRecord record = new OperationRecord(state, named(Reopened.plan(directory, header), header));
        for (int i = 0; i < header.collections().size(); i++) {
            CollectionEntry collection = header.collections().get(i);
            for (int j = 0; j < collection.sources().size(); j++) {
                SourceEntry source = collection.sources().get(j);
                Reopened.requireSame(directory, source);
                SourceId id = new SourceId(i, j);
                Progress progress = state.progress(id);
                record.read(
                        id,
                        new KnownRejects(
                                directory
                                        .rejectFiles(source.rejects(), new byte[0], new byte[0])
                                        .reasonsFile(),
                                progress == null ? FileMark.START : progress.reasonsFile()));
            }
        }
        return record;
    }

    /** With its sources named as they were: the name may stand in the documents. */
    private static Plan named(Plan plan, JournalHeader header) {
        Map<String, List<String>> names = new HashMap<>();
        header.collections()
                .forEach(collection -> names.put(
                        collection.name(),
                        collection.sources().stream().map(SourceEntry::name).toList()));
        return plan.mapCollections(collection -> collection.withFiles(names.getOrDefault(collection.name(), List.of())))
                .withDirectory(header.plan().folder());
    }

    private void read(SourceId source, KnownRejects rejects) {
        LongStream.Builder offsets = LongStream.builder();
        try (rejects) {
            for (KnownReject reject = rejects.next(); reject != null; reject = rejects.next()) {
                offsets.add(reject.offset());
            }
        }
        for (Progress progress : state.history(source)) {
            progress.passedOver().forEach(offsets::add);
        }
        rejected.put(source, offsets.build().sorted().toArray());
    }

    /** Its plan, with files and types resolved. */
    public Plan plan() {
        return plan;
    }

    /** Whether it has come to its end: before that, what it has not loaded yet is missing. */
    public boolean finished() {
        return state.finished() != null;
    }

    /** The folder of the operation that has loaded its rejects, or null if none has or what it loaded is gone. */
    public @Nullable String rejectsLoadedBy() {
        return Rejects.loadedBy(state);
    }

    /**
     * Whether a collection may rightly hold documents that no record gives: it held some before, and which are the operation's
     * can't be told by generated {@code _id}s.
     */
    public boolean besideOthers() {
        for (int i = 0; i < plan.collections().size(); i++) {
            CollectionPlan collection = plan.collections().get(i);
            CollectionEntry entry = state.header().collections().get(i);
            boolean tells = collection.mode() == WriteMode.INSERT && collection.id() == null;
            if (!tells && !entry.drop().drops() && entry.state().count() > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public DocumentIds ids(SourceId source) {
        return Operation.ids(state.header(), source);
    }

    @Override
    public boolean rejected(SourceId source, long offset) {
        long[] offsets = rejected.getOrDefault(source, new long[0]);
        return Arrays.binarySearch(offsets, offset) >= 0;
    }
}
