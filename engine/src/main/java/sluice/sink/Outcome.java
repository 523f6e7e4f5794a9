package sluice.sink;

import java.util.List;
import sluice.outcome.Counts;

/** What became of one record. */
public enum Outcome {
    /** Its document is new in the collection. */
    INSERTED,
    /** Its document was there and is equal already. */
    MATCHED,
    /** Its document was there and was changed. */
    MODIFIED,
    /** Its document is gone. */
    DELETED,
    /** An earlier try of the same batch had inserted it. */
    ALREADY_THERE,
    /** It found nothing to do. */
    SKIPPED,
    /** The server refuses it. */
    REFUSED;

    /** How many records met which end; refused ones are in no count. */
    public static Counts counts(List<Outcome> outcomes) {
        long inserted = 0;
        long matched = 0;
        long modified = 0;
        long deleted = 0;
        long alreadyThere = 0;
        long skipped = 0;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case INSERTED -> inserted++;
                case MATCHED -> matched++;
                case MODIFIED -> modified++;
                case DELETED -> deleted++;
                case ALREADY_THERE -> alreadyThere++;
                case SKIPPED -> skipped++;
                case REFUSED -> {}
            }
        }
        return new Counts(inserted, matched, modified, deleted, alreadyThere, skipped);
    }
}
