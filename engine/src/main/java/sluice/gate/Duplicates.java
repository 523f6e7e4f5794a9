package sluice.gate;

import java.util.List;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.admission.Decision;
import sluice.admission.Lines;
import sluice.bson.Rejectable;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.server.ServerCodes;
import sluice.sink.Refusal;
import sluice.target.KeyText;
import sluice.target.Target;

/** Makes rejects of records whose key is taken. Not thread-safe. */
final class Duplicates {
    private final Target target;
    private final Lines lines;
    private final DuplicateCheck check;

    Duplicates(Target target, Lines lines, DuplicateCheck check) {
        this.target = target;
        this.lines = lines;
        this.check = check;
    }

    /**
     * The reject of a record that admission refuses; its key is kept for {@link DuplicateCheck}.
     *
     * @param origin what was encoded
     * @param index the record's document in it
     * @param from the place of the record's source among those begun, or -1
     */
    Reject reject(
            String source, Rejectable origin, int index, RawBsonDocument document, Decision.Taken taken, int from) {
        List<String> fields = taken.constraint().fields();
        Reason reason = taken.existing()
                ? existing(document, fields)
                : Reason.of(
                                target.duplicate(fields),
                                lines.describe(taken.line(), from) + " has " + KeyText.of(document, fields)
                                        + " already")
                        .withConstraint(fields);
        Reject reject = origin.reject(index, reason);
        check.add(source, reject.line(), taken.constraint(), document);
        return reject;
    }

    /**
     * The reject of a record that the server refuses.
     *
     * @param existing the constraint whose key was in the collection before, or null
     */
    Reject reject(Refusal refusal, @Nullable Constraint existing, RawBsonDocument document) {
        Reject reject = refusal.reject();
        if (reject.code() != RejectCode.DUPLICATE_KEY) {
            return reject;
        }
        return existing == null
                ? target.recoded(refusal)
                : reject.because(existing(document, existing.fields()).withServer(reject.serverCode(), null));
    }

    private Reason existing(RawBsonDocument document, List<String> fields) {
        String message = "the collection had " + KeyText.of(document, fields) + " before the load";
        return Reason.of(target.duplicate(fields), message)
                .withServer(ServerCodes.DUPLICATE_KEY, null)
                .withConstraint(fields);
    }

    /** Whether the reason is that the collection had the key before the load. */
    static boolean isExisting(Reason reason) {
        return reason.serverCode() == ServerCodes.DUPLICATE_KEY
                && !reason.constraint().isEmpty();
    }
}
