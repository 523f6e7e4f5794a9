package sluice.gate;

import java.util.List;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.OnDuplicate;

/** What becomes of records whose key is taken, if the plan doesn't want them as rejects. */
public final class PassedOver {
    private PassedOver() {}

    /**
     * Takes the records that the plan passes over out of the rejects of a chunk.
     *
     * @param source the source's name
     * @param rejects in file order
     * @return those taken out; none if the plan wants them as rejects
     * @throws DuplicateKeyException for the first, if the plan says that it is an error
     */
    public static List<Reject> take(OnDuplicate wanted, String source, List<Reject> rejects) {
        if (wanted == OnDuplicate.REJECT) {
            return List.of();
        }
        List<Reject> duplicates = rejects.stream()
                .filter(reject -> reject.code() == RejectCode.DUPLICATE_KEY)
                .toList();
        if (wanted == OnDuplicate.ERROR && !duplicates.isEmpty()) {
            throw new DuplicateKeyException(source, duplicates.get(0));
        }
        rejects.removeIf(reject -> reject.code() == RejectCode.DUPLICATE_KEY);
        return duplicates;
    }
}
