package sluice.job;

import java.util.List;
import org.bson.BsonString;
import org.bson.BsonValue;
import sluice.bson.DocumentLayout;
import sluice.bson.DocumentLayout.Form;
import sluice.bson.KeyGroup;
import sluice.input.Header;
import sluice.plan.CollectionPlan;
import sluice.plan.Constant;
import sluice.plan.FieldSteps;

/** Turns a plan's columns into the layout of the documents of one source. */
public final class Layouts {
    private Layouts() {}

    /** The layout of the documents that a source's records become. */
    public static DocumentLayout of(CollectionPlan plan, Header header, String sourceName, List<KeyGroup> groups) {
        List<DocumentLayout.Column> columns =
                header.names().stream().map(name -> column(plan, name)).toList();
        List<DocumentLayout.Constant> constants = plan.shape().constants().stream()
                .map(constant -> constant(constant, sourceName))
                .toList();
        List<Integer> key = plan.key().stream().map(header.names()::indexOf).toList();
        int id = plan.id() == null ? -1 : header.names().indexOf(plan.id());
        Form form = switch (plan.mode()) {
            case INSERT -> Form.DOCUMENT;
            case UPSERT -> Form.REPLACEMENT;
            case MERGE -> Form.FIELDS;
            case DELETE -> Form.KEY;
        };
        return new DocumentLayout(columns, constants, key, id, form, groups);
    }

    private static DocumentLayout.Column column(CollectionPlan plan, String name) {
        return plan.isNameless(name)
                ? DocumentLayout.Column.vacant(plan.column(name))
                : new DocumentLayout.Column(name, plan.path(name), plan.column(name));
    }

    private static DocumentLayout.Constant constant(Constant constant, String sourceName) {
        BsonValue value = switch (constant.kind()) {
            case VALUE -> constant.value();
            case SOURCE -> new BsonString(sourceName);
            case LINE -> null;
        };
        return new DocumentLayout.Constant(FieldSteps.of(constant.field()), value);
    }
}
