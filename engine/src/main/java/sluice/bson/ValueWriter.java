package sluice.bson;

import java.util.Objects;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/** Writes the values of one type. Stateless. */
sealed interface ValueWriter permits TextWriter, NumberWriter, DateWriter, EpochWriter, SpecialWriter {

    /** BSON's element type for null. */
    byte NULL = 0x0A;

    /** BSON's element type for a sub-document. */
    byte DOCUMENT = 0x03;

    /** BSON's element type for an array. */
    byte ARRAY = 0x04;

    /** BSON's element type for an object id. */
    byte OBJECT_ID = 0x07;

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
