package sluice.target;

import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.plan.ValueType;

/** Which type a column must have to give values like those that are stored. */
public final class StoredType {
    private StoredType() {}

    /** The type of a stored value, or null if no column gives such values as they are. */
    public static @Nullable ValueType of(BsonValue value) {
        return switch (value.getBsonType()) {
            case STRING, SYMBOL -> ValueType.STRING;
            case INT32 -> ValueType.INT;
            case INT64 -> ValueType.LONG;
            case DOUBLE -> ValueType.DOUBLE;
            case DECIMAL128 -> ValueType.DECIMAL;
            case BOOLEAN -> ValueType.BOOL;
            case DATE_TIME -> ValueType.DATE;
            case OBJECT_ID -> ValueType.OBJECT_ID;
            case BINARY -> isUuid(value.asBinary()) ? ValueType.UUID : null;
            default -> null;
        };
    }

    private static boolean isUuid(BsonBinary binary) {
        return binary.getType() == BsonBinarySubType.UUID_STANDARD.getValue();
    }

    /** Whether values of two types can be equal: numbers of all types can. */
    public static boolean comparable(ValueType one, ValueType other) {
        return one == other || (one.isNumber() && other.isNumber());
    }
}
