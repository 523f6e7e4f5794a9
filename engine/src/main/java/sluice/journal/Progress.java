package sluice.journal;

import java.util.List;

/**
 * How far a source is: everything before {@code end} is done, and so is every source before it in its collection.
 *
 * @param end the source's byte after the last record done, counted in its content
 * @param nextLine the line after it, counted from 1
 * @param records how many were read
 * @param inserted see {@code SourceSummary} for this and the following counts
 * @param rejected how many are in the reject files
 * @param recordsFile where the file of rejected records ends
 * @param reasonsFile where the file of reasons ends
 * @param passedOver offsets of records since the progress before whose key the collection had and that are no rejects,
 *     where undoing or going on needs to know them
 */
public record Progress(
        long end,
        long nextLine,
        long records,
        long inserted,
        long matched,
        long modified,
        long deleted,
        long alreadyThere,
        long skipped,
        long rejected,
        FileMark recordsFile,
        FileMark reasonsFile,
        List<Long> passedOver) {

    /** Copies the list. */
    public Progress {
        passedOver = List.copyOf(passedOver);
    }

    /** Before the first record. */
    public static Progress start(long end) {
        return new Progress(end, 0, 0, 0, 0, 0, 0, 0, 0, 0, FileMark.START, FileMark.START, List.of());
    }

    /** The same without the offsets, which only a later process has to know. */
    Progress withoutPassedOver() {
        return passedOver.isEmpty()
                ? this
                : new Progress(
                        end,
                        nextLine,
                        records,
                        inserted,
                        matched,
                        modified,
                        deleted,
                        alreadyThere,
                        skipped,
                        rejected,
                        recordsFile,
                        reasonsFile,
                        List.of());
    }

    /** The documents that are in the collection because of the records done, in insert mode. */
    public long present() {
        return inserted + alreadyThere;
    }
}
