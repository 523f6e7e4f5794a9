package sluice.journal;

import java.util.List;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;

/**
 * How far a source is: everything before {@code end} is done, and so is every source before it in its collection.
 *
 * @param end the source's byte after the last record done, counted in its content
 * @param nextLine the line after it, counted from 1
 * @param records how many were read
 * @param recovered how many of them were not read as they stand
 * @param counts what became of them, rejects aside
 * @param rejected how many are in the reject files
 * @param recordsFile where the file of rejected records ends
 * @param reasonsFile where the file of reasons ends
 * @param passedOver offsets of records since the progress before whose key the collection had and that are no rejects,
 *     if undoing or resuming needs to know them
 */
public record Progress(
        long end,
        long nextLine,
        long records,
        Recoveries recovered,
        Counts counts,
        long rejected,
        FileMark recordsFile,
        FileMark reasonsFile,
        List<Long> passedOver) {

    /** Copies the list. */
    public Progress {
        passedOver = List.copyOf(passedOver);
    }

    /** The same without the offsets, which only a later process has to know. */
    Progress withoutPassedOver() {
        return passedOver.isEmpty()
                ? this
                : new Progress(
                        end, nextLine, records, recovered, counts, rejected, recordsFile, reasonsFile, List.of());
    }

    /** The documents that are in the collection because of the records done, in insert mode. */
    public long present() {
        return counts.present();
    }
}
