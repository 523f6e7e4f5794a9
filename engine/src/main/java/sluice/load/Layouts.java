package sluice.load;

import java.util.ArrayList;
import java.util.List;
import sluice.bson.DocumentLayout;
import sluice.bson.KeyGroup;
import sluice.input.Header;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/** Turns a plan's columns into the layout of the documents of one source. */
final class Layouts {
    private Layouts() {}

    static DocumentLayout of(CollectionPlan plan, Header header, String sourceName, List<KeyGroup> groups) {
        List<DocumentLayout.Column> columns = new ArrayList<>();
        for (String name : header.names()) {
            ColumnPlan column = plan.column(name);
            ValueType type = column.type() == null ? ValueType.STRING : column.type();
            columns.add(new DocumentLayout.Column(name, plan.path(name), type));
        }
        List<Integer> key = plan.key().stream().map(header.names()::indexOf).toList();
        int id = plan.id() == null ? -1 : header.names().indexOf(plan.id());
        DocumentLayout.Form form = switch (plan.mode()) {
            case INSERT -> DocumentLayout.Form.DOCUMENT;
            case UPSERT -> DocumentLayout.Form.REPLACEMENT;
            case MERGE -> DocumentLayout.Form.FIELDS;
            case DELETE -> DocumentLayout.Form.KEY;
        };
        return new DocumentLayout(columns, key, id, form, groups);
    }
}
