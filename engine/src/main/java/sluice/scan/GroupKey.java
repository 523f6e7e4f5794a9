package sluice.scan;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sluice.scan.value.Decimal;
import sluice.scan.value.ScanValue;
import sluice.scan.value.Slice;

/** The values that make a group, as bytes: equal values give equal bytes. Filled anew for each row. */
final class GroupKey {
    private static final byte NONE = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte TEXT = 3;
    private static final byte NUMBER = 4;
    private static final byte BIG = 5;

    byte[] bytes = new byte[64];
    int length;

    void clear() {
        length = 0;
    }

    void none() {
        room(1);
        bytes[length++] = NONE;
    }

    void flag(boolean value) {
        room(1);
        bytes[length++] = value ? TRUE : FALSE;
    }

    void text(Slice text) {
        text(TEXT, text.bytes, text.from, text.to);
    }

    private void text(byte tag, byte[] source, int from, int to) {
        room(5 + to - from);
        bytes[length] = tag;
        putInt(length + 1, to - from);
        System.arraycopy(source, from, bytes, length + 5, to - from);
        length += 5 + to - from;
    }

    /** Puts a number without the zeros that 1.50 has more than 1.5. */
    void number(Decimal number) {
        long unscaled = number.unscaled;
        int scale = number.scale;
        if (number.big != null) {
            Decimal stripped = Decimal.of(number.big.stripTrailingZeros());
            if (stripped.big != null) {
                byte[] text = stripped.big.toString().getBytes(StandardCharsets.US_ASCII);
                text(BIG, text, 0, text.length);
                return;
            }
            unscaled = stripped.unscaled;
            scale = stripped.scale;
        }
        while (scale > 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        room(13);
        bytes[length] = NUMBER;
        putInt(length + 1, (int) (unscaled >>> 32));
        putInt(length + 5, (int) unscaled);
        putInt(length + 9, scale);
        length += 13;
    }

    int hash() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The values that were put. */
    static List<ScanValue> values(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        List<ScanValue> values = new ArrayList<>();
        while (in.hasRemaining()) {
            byte tag = in.get();
            values.add(
                    switch (tag) {
                        case FALSE, TRUE -> new ScanValue.Flag(tag == TRUE);
                        case TEXT -> new ScanValue.Text(string(in));
                        case NUMBER -> new ScanValue.Numeric(BigDecimal.valueOf(in.getLong(), in.getInt()));
                        case BIG -> new ScanValue.Numeric(new BigDecimal(string(in)));
                        default -> new ScanValue.None();
                    });
        }
        return values;
    }

    private static String string(ByteBuffer in) {
        byte[] text = new byte[in.getInt()];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
