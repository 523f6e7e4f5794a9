package sluice.target;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import sluice.admission.Admission.Constraint;
import sluice.bson.KeyGroup;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.input.Header;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.CollectionPlan;
import sluice.plan.OnDuplicate;
import sluice.plan.WriteMode;
import sluice.sink.Refusal;

/**
 * How a collection is written to, decided from what it is before the load.
 *
 * @param collection the collection
 * @param plan what goes into it
 * @param state what it was before the operation changed anything
 * @param constraints what must be unique by plain values, in the order of the reasons; in insert mode
 * @param ordered whether one lane takes everything, because the server has an index or collation whose verdict can't be
 *     foretold
 * @param fold whether nothing but the key's index could refuse a document
 * @param startsEmpty whether it holds no document when the load begins
 * @param first indexes that are built before the first record
 * @param last indexes that are built after the last one
 */
public record Target(
        TargetCollection collection,
        CollectionPlan plan,
        TargetState state,
        List<Constraint> constraints,
        boolean ordered,
        boolean fold,
        boolean startsEmpty,
        List<Document> first,
        List<Document> last) {

    /** Whether records are admitted by their keys, so that they may be written in any order. */
    public boolean admits() {
        return !usesLanes();
    }

    /** Whether records go through lanes from the start. */
    public boolean usesLanes() {
        return ordered || plan.mode() != WriteMode.INSERT;
    }

    /** Whether the journal must name the records that were passed over: which ones those were can't be found out again. */
    public boolean needsPassedOver() {
        return admits()
                && plan.write().onDuplicate() == OnDuplicate.SKIP
                && !startsEmpty
                && (constraints.size() > 1 || plan.id() != null);
    }

    /** The fields that find a document, in the order of the first key group. */
    public List<String> keyFields() {
        return plan.key().isEmpty() ? plan.id() == null ? List.of() : List.of("_id") : plan.keyFields();
    }

    /** The code of a record whose values in the fields of a unique index are taken. */
    public RejectCode duplicate(List<String> fields) {
        boolean key = fields.isEmpty() || fields.equals(List.of("_id")) || fields.equals(plan.keyFields());
        return key ? RejectCode.DUPLICATE_KEY : RejectCode.DUPLICATE_VALUE;
    }

    /** A refusal's reject, with the code for the index that refused it. */
    public Reject recoded(Refusal refusal) {
        Reject reject = refusal.reject();
        return reject.code() == RejectCode.DUPLICATE_KEY
                ? reject.because(Reason.of(duplicate(refusal.duplicateOf()), reject.message())
                        .withServer(reject.serverCode(), null)
                        .withConstraint(refusal.duplicateOf()))
                : reject;
    }

    /** How many groups of the layout are keys; the references' come after them. */
    public int keyGroups() {
        return plan.mode() == WriteMode.INSERT ? constraints.size() : 1;
    }

    /** The keys and references that are hashed of each record of a source. */
    public List<KeyGroup> groups(Header header) {
        List<KeyGroup> groups = new ArrayList<>();
        if (plan.mode() == WriteMode.INSERT) {
            constraints.forEach(constraint -> groups.add(group(constraint.fields(), header)));
        } else {
            groups.add(group(keyFields(), header));
        }
        if (plan.mode().writesDocuments()) {
            plan.write()
                    .references()
                    .forEach(reference ->
                            groups.add(new KeyGroup(List.of(header.names().indexOf(reference.column())), true)));
        }
        return groups;
    }

    private KeyGroup group(List<String> fields, Header header) {
        List<String> columns = header.names().stream().map(plan::field).toList();
        return new KeyGroup(fields.stream().map(columns::indexOf).toList(), false);
    }
}
