package sluice.bson;

import java.util.Objects;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/** Writes the values of one type. Stateless. */
sealed interface ValueWriter permits TextWriter, NumberWriter, DateWriter, EpochWriter, SpecialWriter {

    /**
     * Writes type, name and value, or writes something that the caller takes back.
     *
     * @param bytes hold the value, of at least one byte unless the type is string
     * @return whether the bytes are a value of the type
     */
    boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out);

    /** The writer for a column whose type is known; {@link ValueType#SKIP} has none. */
    static ValueWriter of(ColumnPlan column) {
        ValueType type = Objects.requireNonNull(column.type());
        return switch (type) {
            case STRING -> new TextWriter();
            case INT, LONG, DOUBLE, DECIMAL -> new NumberWriter(type);
            case DATE -> DateWriter.of(column.format(), column.cells().zone());
            case BOOL, OBJECT_ID, UUID, JSON -> new SpecialWriter(type);
            case SKIP -> throw new IllegalArgumentException("a skipped column has no values");
        };
    }
}
