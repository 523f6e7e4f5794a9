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
 * @param element whether it ends an element of an array, which is null if nothing was written
 */
record Step(
        Action action,
        byte[] name,
        int column,
        @Nullable ValueWriter writer,
        @Nullable ShapedWriter shape,
        boolean text,
        boolean element) {

    enum Action {
        OPEN,
        CLOSE,
        OPEN_ARRAY,
        CLOSE_ARRAY,
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
        new FieldTree(layout).fields().forEach(field -> flatten(field, false, layout, shapes, steps));
        return steps.toArray(new Step[0]);
    }

    private static void flatten(
            FieldTree.Node field,
            boolean element,
            DocumentLayout layout,
            @Nullable ShapedWriter[] shapes,
            List<Step> steps) {
        DocumentLayout.Constant constant = field.constant;
        if (field.column >= 0) {
            ColumnPlan plan = layout.columns().get(field.column).plan();
            ShapedWriter shape = shapes[field.column];
            boolean text = plan.type() == ValueType.STRING;
            Action action = shape == null ? Action.VALUE : Action.SHAPED;
            steps.add(new Step(action, field.name, field.column, ValueWriter.of(plan), shape, text, element));
        } else if (constant == null) {
            boolean array = field.isArray();
            steps.add(plain(array ? Action.OPEN_ARRAY : Action.OPEN, field.name, false));
            field.children().forEach(inner -> flatten(inner, array, layout, shapes, steps));
            steps.add(plain(array ? Action.CLOSE_ARRAY : Action.CLOSE, field.name, element));
        } else if (constant.value() == null) {
            steps.add(plain(Action.LINE, field.name, element));
        } else {
            BsonBuffer value = new BsonBuffer(64);
            SpecialWriter.writeValue(field.name, constant.value(), value);
            steps.add(plain(Action.CONSTANT, Arrays.copyOf(value.bytes(), value.position()), element));
        }
    }

    private static Step plain(Action action, byte[] name, boolean element) {
        return new Step(action, name, -1, null, null, false, element);
    }
}
