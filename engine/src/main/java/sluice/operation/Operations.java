package sluice.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.OperationDirectory;
import sluice.journal.OperationName;

/**
 * The operations of a folder. Immutable; looks into the folder at each call.
 *
 * @param folder what holds the operations' own folders; it need not exist
 */
public record Operations(Path folder) {
    /** The folder's name if nothing else is said. */
    public static final String DEFAULT_FOLDER = "sluice-operations";

    /** What stands in place of an id for the operation begun last. */
    public static final String LAST = "last";

    /** All operations, the oldest first; empty if the folder does not exist. */
    public List<OperationDirectory> all() {
        return OperationDirectory.in(folder).stream()
                .sorted(Comparator.comparing(Operations::started).thenComparing(OperationDirectory::id))
                .toList();
    }

    /** By the journal: the local time in the id goes back once a year. */
    private static Instant started(OperationDirectory directory) {
        try {
            return Journal.read(directory).header().started();
        } catch (JournalException e) {
            try {
                return Files.getLastModifiedTime(directory.path()).toInstant();
            } catch (IOException unreadable) {
                return Instant.EPOCH;
            }
        }
    }

    /**
     * Finds an operation.
     *
     * @param name its id, the path of its folder, or {@value #LAST}
     * @throws JournalException if {@value #LAST} is asked for and there is no operation
     * @throws sluice.journal.OperationNameException if the name leads to no operation
     */
    public OperationDirectory find(String name) {
        if (name.equals(LAST)) {
            List<OperationDirectory> all = all();
            if (all.isEmpty()) {
                throw new JournalException("There is no operation in " + folder + ".");
            }
            return all.get(all.size() - 1);
        }
        return OperationDirectory.at(OperationName.resolve(folder, name));
    }
}
