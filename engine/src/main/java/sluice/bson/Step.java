package sluice.bson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/**
 * One action of those that make a document.
 *
 * @param name the field's name with its NUL; the whole element of a constant
 * @param column the column that is written, or -1
 * @param writer writes the column's values
 * @param shape writes the column's cells where they are more than their values, else null
 * @param text whether an empty cell is an empty text
 */
record Step(
        Action action,
        byte[] name,
        int column,
        @Nullable ValueWriter writer,
        @Nullable ShapedWriter shape,
        boolean text) {

    enum Action {
        OPEN,
        CLOSE,
        VALUE,
        SHAPED,
        CONSTANT,
        LINE
    }

    /**
     * The steps that make a document after its {@code _id}.
     *
     * @param shapes by column, null where a cell is the value as it stands
     */
    static Step[] of(DocumentLayout layout, @Nullable ShapedWriter[] shapes) {
        List<Step> steps = new ArrayList<>();
        new FieldTree(layout).fields().forEach(field -> flatten(field, layout, shapes, steps));
        return steps.toArray(new Step[0]);
    }

    private static void flatten(
            FieldTree.Node field, DocumentLayout layout, @Nullable ShapedWriter[] shapes, List<Step> steps) {
        DocumentLayout.Constant constant = field.constant;
        if (field.column >= 0) {
            ColumnPlan plan = layout.columns().get(field.column).plan();
            ShapedWriter shape = shapes[field.column];
            boolean text = plan.type() == ValueType.STRING;
            Action action = shape == null ? Action.VALUE : Action.SHAPED;
            steps.add(new Step(action, field.name, field.column, ValueWriter.of(plan), shape, text));
        } else if (constant == null) {
            steps.add(plain(Action.OPEN, field.name));
            field.children.values().forEach(inner -> flatten(inner, layout, shapes, steps));
            steps.add(plain(Action.CLOSE, field.name));
        } else if (constant.value() == null) {
            steps.add(plain(Action.LINE, field.name));
        } else {
            BsonBuffer element = new BsonBuffer(64);
            SpecialWriter.writeValue(field.name, constant.value(), element);
            steps.add(plain(Action.CONSTANT, Arrays.copyOf(element.bytes(), element.position())));
        }
    }

    private static Step plain(Action action, byte[] name) {
        return new Step(action, name, -1, null, null, false);
    }
}
