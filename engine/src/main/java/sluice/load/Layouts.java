package sluice.load;

import java.util.ArrayList;
import java.util.List;
import sluice.bson.DocumentLayout;
import sluice.input.Header;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/** Turns a plan's columns into the layout of the documents of one source. */
final class Layouts {
    private Layouts() {}

    static DocumentLayout of(CollectionPlan plan, Header header) {
        List<DocumentLayout.Column> columns = new ArrayList<>();
        for (String name : header.names()) {
            ColumnPlan column = plan.column(name);
            ValueType type = column.type() == null ? ValueType.STRING : column.type();
            columns.add(new DocumentLayout.Column(name, path(plan, name), type));
        }
        List<Integer> key = plan.key().stream().map(header.names()::indexOf).toList();
        int id = plan.id() == null ? -1 : header.names().indexOf(plan.id());
        return new DocumentLayout(columns, key, id);
    }

    /** The fields that make the key, as the server names them. */
    static List<String> keyFields(CollectionPlan plan) {
        return plan.key().stream()
                .map(column -> String.join(".", path(plan, column)))
                .toList();
    }

    private static List<String> path(CollectionPlan plan, String column) {
        if (column.equals(plan.id())) {
            return List.of("_id");
        }
        String renamed = plan.column(column).name();
        return renamed == null ? List.of(column) : List.of(renamed.split("\\."));
    }
}
