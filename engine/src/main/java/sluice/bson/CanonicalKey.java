package sluice.bson;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.bson.types.Decimal128;

/**
 * Turns key values into bytes that are equal exactly where a unique index of the server takes the values for equal under
 * the simple collation: 1, 1.0 and a 64-bit 1 are one key, and so are a missing field and null. Not thread-safe.
 *
 * <p>Source: the server's rules for comparing BSON values (manual, "Comparison/Sort Order"): types are compared by
 * their canonical class, numbers by value across types, everything else by its bytes.
 */
final class CanonicalKey {
    private static final byte NUMBER = 1;
    private static final byte WHOLE = 'l';
    private static final byte BINARY64 = 'd';
    private static final byte DECIMAL = 'm';
    private static final byte NAN = 'n';
    private static final byte TEXT = 2;
    private static final byte NOTHING = 3;
    private static final byte OBJECT = 4;
    private static final byte END = 0;
    /** Every other type has a tag of its own. */
    private static final int OTHER = 32;

    private static final double TWO_TO_63 = 0x1p63;
    private static final int MAX_LONG_DIGITS = 19;

    private final BsonBuffer out = new BsonBuffer();

    void reset() {
        out.rewind(0);
    }

    byte[] bytes() {
        return out.bytes();
    }

    int length() {
        return out.position();
    }

    /** A field that is not there, which an index takes for null. */
    void addMissing() {
        out.put(NOTHING);
    }

    /** Adds a value; {@code start} is where it begins, after type and name. */
    void add(byte[] bytes, int type, int start) {
        switch (type) {
            case BsonElements.INT32 -> addWhole(BsonElements.intAt(bytes, start));
            case BsonElements.INT64 -> addWhole(BsonElements.longAt(bytes, start));
            case BsonElements.DOUBLE -> addDouble(Double.longBitsToDouble(BsonElements.longAt(bytes, start)));
            case BsonElements.DECIMAL128 -> addDecimal(bytes, start);
            case BsonElements.STRING, BsonElements.SYMBOL ->
                addBytes(TEXT, bytes, start, BsonElements.valueEnd(bytes, type, start));
            case BsonElements.NULL -> out.put(NOTHING);
            case BsonElements.DOCUMENT, BsonElements.ARRAY -> addElements(bytes, type, start);
            default -> addBytes((byte) (OTHER + type), bytes, start, BsonElements.valueEnd(bytes, type, start));
        }
    }

    private void addBytes(byte tag, byte[] bytes, int from, int to) {
        out.put(tag);
        out.putInt(to - from);
        out.put(bytes, from, to);
    }

    private void addWhole(long value) {
        out.put(NUMBER);
        out.put(WHOLE);
        out.putLong(value);
    }

    private void addDouble(double value) {
        if (value == Math.rint(value) && value >= -TWO_TO_63 && value < TWO_TO_63) {
            addWhole((long) value);
        } else if (Double.isNaN(value)) {
            out.put(NUMBER);
            out.put(NAN);
        } else {
            out.put(NUMBER);
            out.put(BINARY64);
            out.putLong(Double.doubleToLongBits(value));
        }
    }

    private void addDecimal(byte[] bytes, int start) {
        Decimal128 value = Decimal128.fromIEEE754BIDEncoding(
                BsonElements.longAt(bytes, start + Long.BYTES), BsonElements.longAt(bytes, start));
        if (value.isNaN()) {
            addDouble(Double.NaN);
        } else if (value.isInfinite()) {
            addDouble(value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        } else {
            addDecimal(finite(value));
        }
    }

    /** A zero with a minus sign has no counterpart in Java; it is equal to the one without. */
    private static BigDecimal finite(Decimal128 value) {
        try {
            return value.bigDecimalValue().stripTrailingZeros();
        } catch (ArithmeticException e) {
            return BigDecimal.ZERO;
        }
    }

    private void addDecimal(BigDecimal value) {
        boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= MAX_LONG_DIGITS;
        if (whole && value.toBigInteger().bitLength() < Long.SIZE) {
            addWhole(value.longValue());
            return;
        }
        double nearest = value.doubleValue();
        boolean isBinary = Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(value) == 0;
        if (isBinary) {
            addDouble(nearest);
        } else {
            out.put(NUMBER);
            byte[] text = value.toString().getBytes(StandardCharsets.US_ASCII);
            addBytes(DECIMAL, text, 0, text.length);
        }
    }

    private void addElements(byte[] bytes, int type, int start) {
        out.put((byte) (OBJECT + (type == BsonElements.ARRAY ? 1 : 0)));
        int element = start + Integer.BYTES;
        while (bytes[element] != 0) {
            int value = BsonElements.valueStart(bytes, element);
            // Names and their order count; the type's class is in front of the value.
            out.put((byte) 1);
            out.put(bytes, element + 1, value);
            add(bytes, bytes[element], value);
            element = BsonElements.valueEnd(bytes, bytes[element], value);
        }
        out.put(END);
    }
}
