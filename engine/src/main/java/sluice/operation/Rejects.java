package sluice.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalHeader;
import sluice.journal.JournalState;
import sluice.journal.OperationDirectory;
import sluice.journal.Progress;
import sluice.journal.SourceId;
import sluice.plan.Plan;

/** The rejects of an operation, to be loaded under the same plan once they are corrected. */
public final class Rejects {
    private Rejects() {}

    /**
     * The plan that loads the reject files of an operation: its own, with those files in place of its sources, and without
     * the collections that had no rejects.
     *
     * @throws JournalException where the operation has not come to its end, had no rejects, or they were loaded before
     */
    public static Plan plan(OperationDirectory directory) {
        JournalState state = Journal.read(directory);
        requireLoadable(directory, state);
        Map<String, List<String>> files = new HashMap<>();
        Map<String, CsvFormat> formats = new HashMap<>();
        JournalHeader header = state.header();
        for (int i = 0; i < header.collections().size(); i++) {
            JournalHeader.CollectionEntry collection = header.collections().get(i);
            for (int j = 0; j < collection.sources().size(); j++) {
                Path file = directory
                        .rejectFiles(collection.sources().get(j).rejects(), new byte[0], new byte[0])
                        .recordsFile();
                Progress progress = state.progress(new SourceId(i, j));
                if (progress != null && progress.rejected() > 0) {
                    if (!Files.isRegularFile(file)) {
                        throw new JournalException(
                                file + ": is not there any more; it held " + progress.rejected() + " rejects.");
                    }
                    requireSameFormat(directory, collection.sources().get(j), formats, collection.name());
                    files.computeIfAbsent(collection.name(), name -> new ArrayList<>())
                            .add(file.toAbsolutePath().normalize().toString());
                }
            }
        }
        if (files.isEmpty()) {
            throw new JournalException(directory.id() + ": had no rejects, so there is nothing to load.");
        }
        Plan plan = Reopened.plan(directory, header).only(collection -> files.containsKey(collection.name()));
        return plan.mapCollections(collection -> {
                    FormatPins pins = Objects.requireNonNull(formats.get(collection.name()))
                            .pins();
                    return collection.with(collection
                            .input()
                            .withFiles(files.getOrDefault(collection.name(), List.of()))
                            .withFormat(pins));
                })
                .withOrigin("rejects of " + directory.id());
    }

    /** One load reads the files of a collection in one format; the reject files have that of their sources. */
    private static void requireSameFormat(
            OperationDirectory directory,
            JournalHeader.SourceEntry source,
            Map<String, CsvFormat> formats,
            String name) {
        CsvFormat.Layout layout = source.format().layout();
        CsvFormat withoutFooter = new CsvFormat(
                source.format().encoding(),
                source.format().dialect(),
                new CsvFormat.Layout(layout.preambleRows(), layout.headerRows(), 0));
        CsvFormat other = formats.putIfAbsent(name, withoutFooter);
        if (other != null && !other.equals(withoutFooter)) {
            throw new JournalException(directory.id() + ": the files of the collection " + name
                    + " are not all laid out alike, so their rejects can't be loaded together. Load the files in "
                    + directory.path().resolve("rejects") + " one by one.");
        }
    }

    private static void requireLoadable(OperationDirectory directory, JournalState state) {
        if (state.isUndoing()) {
            throw new JournalException(directory.id() + ": was undone; load the files themselves again.");
        }
        if (state.finished() == null && state.header().unrepeatable() == null) {
            throw new JournalException(
                    directory.id() + ": has not come to its end. Its reject files must stay as they are"
                            + " until it has: sluice resume " + directory.id() + ", then load its rejects.");
        }
        String by = loadedBy(state);
        if (by != null) {
            throw new JournalException(directory.id() + ": its rejects were loaded by " + by
                    + "; those that were rejected again are in its folder: sluice load --rejects " + by
                    + ". To load all of them a second time, undo that first: sluice undo " + by + ".");
        }
    }

    /** The folder of the operation that has loaded an operation's rejects, or null if none has or what it loaded is gone. */
    public static @Nullable String loadedBy(JournalState state) {
        String by = state.rejectsLoadedBy();
        return by == null || wasInVain(Path.of(by)) ? null : by;
    }

    /** Whether an operation has loaded nothing, or what it loaded is gone. One whose folder is gone may have. */
    private static boolean wasInVain(Path operation) {
        OperationDirectory directory = OperationDirectory.at(operation);
        if (!Files.exists(directory.journal())) {
            return false;
        }
        JournalState state = Journal.read(directory);
        return state.undone() != null || (state.prepared() == null && !directory.inUse());
    }

    /**
     * Takes note in an operation's journal which operation loads its rejects.
     *
     * @throws JournalException where another process works on the operation
     */
    public static void markLoaded(OperationDirectory directory, OperationDirectory by) {
        try (Journal journal = Journal.open(directory)) {
            requireLoadable(directory, journal.state());
            journal.rejectsLoaded(by.path().toAbsolutePath().normalize().toString());
        }
    }
}
