package sluice.bson;

import java.util.List;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.plan.BoolWords;
import sluice.plan.ColumnPlan;
import sluice.plan.DateFormats;
import sluice.plan.ValueType;

/**
 * Where each column goes in the document. Immutable.
 *
 * @param columns in the order of the source's fields
 * @param constants fields that come from no column
 * @param key the positions of the columns that make the key; empty for none
 * @param id the position of the column that becomes {@code _id}, or -1 for generated ones
 * @param form what a record becomes
 * @param groups the keys and references that are hashed
 */
public record DocumentLayout(
        List<Column> columns, List<Constant> constants, List<Integer> key, int id, Form form, List<KeyGroup> groups) {

    /** What a record becomes. */
    public enum Form {
        /** A whole document, {@code _id} first. */
        DOCUMENT,
        /** A document that replaces another: without a generated {@code _id}. */
        REPLACEMENT,
        /** Fields that are set: flat, with dots in their names, without a generated {@code _id}. */
        FIELDS,
        /** Nothing but the key's columns, or the column that becomes {@code _id}. */
        KEY
    }

    /**
     * One column.
     *
     * @param name its name in the source
     * @param path the steps to the field it becomes, as {@link sluice.plan.FieldSteps} has them
     * @param plan how its cells become values; has a type
     * @param vacant whether its cells must be empty, because it has no name that a field could get
     */
    public record Column(String name, List<String> path, ColumnPlan plan, boolean vacant) {

        /** Copies the path; a column without a type is of strings. */
        public Column {
            path = List.copyOf(path);
            plan = plan.type() == null ? plan.withType(ValueType.STRING) : plan;
        }

        /** A column with a name. */
        public Column(String name, List<String> path, ColumnPlan plan) {
            this(name, path, plan, false);
        }

        /** A column without a name: it becomes no field. */
        public static Column vacant(ColumnPlan cells) {
            return new Column("", List.of(""), cells.withType(ValueType.STRING), true);
        }

        /** A column whose cells are its values as they stand. */
        public Column(String name, List<String> path, ValueType type) {
            this(name, path, ColumnPlan.of(type));
        }

        /** The type of its values. */
        public ValueType type() {
            return plan.type() == null ? ValueType.STRING : plan.type();
        }

        /** What its values look like, to stand in the reason of a reject. */
        String expected() {
            String format = plan.format();
            BoolWords words = plan.cells().words();
            if (type() == ValueType.BOOL && words != null) {
                return String.join(", ", words.trues()) + " for true, " + String.join(", ", words.falses())
                        + " for false";
            }
            if (format == null) {
                return type().description() + (type() == ValueType.DATE ? inZone() : "");
            }
            if (type().isNumber()) {
                return "number such as `" + format + "`";
            }
            return switch (format) {
                case DateFormats.EPOCH -> "seconds since 1970, with up to 3 decimals";
                case DateFormats.EPOCH_MILLIS -> "milliseconds since 1970";
                default -> "date such as `" + format + "`" + inZone();
            };
        }

        private String inZone() {
            boolean skips = plan.cells().zone() != null
                    && !plan.cells().zone().getRules().isFixedOffset();
            return skips ? ", at a time that there is in " + plan.cells().zone() : "";
        }
    }

    /**
     * A field that comes from no column.
     *
     * @param path the field, dots for nesting
     * @param value its value, or null for the line on which the record starts
     */
    public record Constant(List<String> path, @Nullable BsonValue value) {

        /** Copies the path. */
        public Constant {
            path = List.copyOf(path);
        }
    }

    /** Copies the lists. */
    public DocumentLayout {
        columns = List.copyOf(columns);
        constants = List.copyOf(constants);
        key = List.copyOf(key);
        groups = List.copyOf(groups);
    }

    /** A layout of whole documents that come from columns alone. */
    public DocumentLayout(List<Column> columns, List<Integer> key, int id, List<KeyGroup> groups) {
        this(columns, List.of(), key, id, Form.DOCUMENT, groups);
    }

    /** Whether a column is a field of the document, {@code _id} aside. */
    boolean isField(int column) {
        boolean wanted = form != Form.KEY || key.contains(column);
        Column of = columns.get(column);
        return column != id && of.type() != ValueType.SKIP && !of.vacant() && wanted;
    }

    /** Whether documents get a generated {@code _id}, here or once it is known that they are new. */
    boolean generatesIds() {
        return id < 0 && (form == Form.DOCUMENT || form == Form.FIELDS);
    }
}
