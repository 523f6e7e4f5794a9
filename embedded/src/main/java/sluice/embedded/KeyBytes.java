package sluice.embedded;

import de.bwaldvogel.mongo.bson.Decimal128;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes BSON values as index keys: two values have the same bytes exactly where MongoDB calls them equal, so 1, 1.0 and a decimal 1 are
 * one key, and no key is the beginning of another.
 */
final class KeyBytes {
    private static final int NULL = 1;
    private static final int EMPTY_ARRAY = 2;
    private static final int WHOLE_NUMBER = 3;
    private static final int FRACTION = 4;
    private static final int BIG_DECIMAL = 5;

    /** BSON's own type numbers follow after this. */
    private static final int TYPES = 16;

    private static final double LONG_LIMIT = 0x1p63;

    /** The bits of a decimal that are all set in infinities and in what is not a number. */
    private static final long SPECIAL = 0x7800_0000_0000_0000L;

    private byte[] bytes;
    private int length;

    KeyBytes(int size) {
        this.bytes = new byte[size];
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    KeyBytes nothing() {
        return add(NULL);
    }

    KeyBytes emptyArray() {
        return add(EMPTY_ARRAY);
    }

    KeyBytes recordNumber(byte[] position) {
        return copy(position, 0, position.length);
    }

    KeyBytes key(byte[] key) {
        return copy(key, 0, key.length);
    }

    /** Appends the value of that type that starts there. */
    KeyBytes value(byte[] source, byte type, int at) {
        switch (type) {
            case 0x01 -> number(Double.longBitsToDouble(Numbers.int64(source, at)));
            case 0x10 -> whole(Numbers.int32(source, at));
            case 0x12 -> whole(Numbers.int64(source, at));
            case 0x13 -> decimal(new Decimal128(Numbers.int64(source, at), Numbers.int64(source, at + 8)));
            case 0x0A -> nothing();
            case 0x02, 0x0D -> {
                add(TYPES + type);
                length(Numbers.int32(source, at) - 1);
                copy(source, at + 4, Numbers.int32(source, at) - 1);
            }
            case 0x03, 0x04 -> document(source, type, at);
            default -> {
                add(TYPES + type);
                copy(source, at, BsonReader.skip(source, type, at) - at);
            }
        }
        return this;
    }

    private void document(byte[] source, byte type, int start) {
        add(TYPES + type);
        int at = start + 4;
        while (source[at] != 0) {
            int nameEnd = BsonReader.nameEnd(source, at + 1);
            add(1).copy(source, at + 1, nameEnd - at);
            value(source, source[at], nameEnd + 1);
            at = BsonReader.skip(source, source[at], nameEnd + 1);
        }
        add(0);
    }

    private void whole(long value) {
        add(WHOLE_NUMBER).int64(value ^ Long.MIN_VALUE);
    }

    private void number(double value) {
        if (value >= -LONG_LIMIT && value < LONG_LIMIT && value == Math.rint(value)) {
            whole((long) value);
        } else {
            add(FRACTION).int64(Double.doubleToLongBits(value));
        }
    }

    private void decimal(Decimal128 decimal) {
        BigDecimal exact = exact(decimal);
        if (exact == null) {
            number(decimal.doubleValue());
            return;
        }
        double nearest = exact.doubleValue();
        if (!Double.isInfinite(nearest) && new BigDecimal(nearest).compareTo(exact) == 0) {
            number(nearest);
            return;
        }
        BigDecimal stripped = exact.stripTrailingZeros();
        if (stripped.scale() <= 0
                && stripped.precision() - stripped.scale() <= 19
                && stripped.toBigInteger().bitLength() < 64) {
            whole(stripped.longValueExact());
            return;
        }
        byte[] digits = stripped.unscaledValue().toByteArray();
        add(BIG_DECIMAL).length(stripped.scale()).length(digits.length).copy(digits, 0, digits.length);
    }

    /** Returns null for what is no finite number. */
    private static @Nullable BigDecimal exact(Decimal128 decimal) {
        boolean special = (decimal.getHigh() & SPECIAL) == SPECIAL;
        return special ? null : decimal.toBigDecimal();
    }

    private KeyBytes length(int value) {
        reserve(4);
        Numbers.bigInt(bytes, length, value);
        length += 4;
        return this;
    }

    private KeyBytes int64(long value) {
        return copy(Numbers.sortable(value), 0, Long.BYTES);
    }

    private KeyBytes add(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    private KeyBytes copy(byte[] source, int at, int count) {
        reserve(count);
        System.arraycopy(source, at, bytes, length, count);
        length += count;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
