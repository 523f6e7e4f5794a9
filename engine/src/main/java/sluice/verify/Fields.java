package sluice.verify;

import java.nio.ByteBuffer;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import sluice.bson.FieldPath;

/** Values of documents by the names of their fields. */
final class Fields {
    private static final long OFFSET_MASK = (1L << 40) - 1;

    private Fields() {}

    /** Some fields, by their names. */
    static BsonDocument of(BsonDocument document, List<String> names) {
        BsonDocument fields = new BsonDocument();
        for (String name : names) {
            BsonValue value = FieldPath.of(name).in(document);
            if (value != null) {
                fields.append(name, value);
            }
        }
        return fields;
    }

    /** Whether type, value and, in documents, order are equal; that of a double to its last bit. */
    static boolean same(@Nullable BsonValue one, @Nullable BsonValue other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one.isDouble() && other.isDouble()) {
            return Double.doubleToRawLongBits(one.asDouble().getValue())
                    == Double.doubleToRawLongBits(other.asDouble().getValue());
        }
        if (one.isDocument() && other.isDocument()) {
            List<String> names = List.copyOf(one.asDocument().keySet());
            return names.equals(List.copyOf(other.asDocument().keySet()))
                    && names.stream()
                            .allMatch(name -> same(
                                    one.asDocument().get(name),
                                    other.asDocument().get(name)));
        }
        if (one.isArray() && other.isArray()) {
            List<BsonValue> values = one.asArray().getValues();
            List<BsonValue> others = other.asArray().getValues();
            if (values.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!same(values.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return one.getBsonType() == other.getBsonType() && one.equals(other);
    }

    /** The offset of the record in a generated {@code _id}. */
    static long offset(ObjectId id) {
        return ByteBuffer.wrap(id.toByteArray()).getLong(4) & OFFSET_MASK;
    }
}
