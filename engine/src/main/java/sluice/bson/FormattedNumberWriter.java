package sluice.bson;

import java.nio.charset.StandardCharsets;
import sluice.plan.NumberFormat;

/**
 * Writes numbers that have other marks than a point, or thousands that are parted.
 *
 * @param format how they are written
 * @param plain takes the number as it is written elsewhere
 */
record FormattedNumberWriter(NumberFormat format, NumberWriter plain) implements ValueWriter {
    private static final int MAX_BYTES = 400;

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        if (to - from > MAX_BYTES) {
            return false;
        }
        String text = format.plain(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (text == null) {
            return false;
        }
        byte[] number = text.getBytes(StandardCharsets.US_ASCII);
        return plain.write(name, number, 0, number.length, out);
    }
}
