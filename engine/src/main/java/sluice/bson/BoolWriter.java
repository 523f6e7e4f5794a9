package sluice.bson;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sluice.plan.BoolWords;

/**
 * Writes true and false.
 *
 * @param words what stands for them
 */
record BoolWriter(BoolWords words) implements ValueWriter {

    /** The writer for declared words, or for the usual ones if they are null. */
    static BoolWriter of(@Nullable BoolWords declared) {
        return new BoolWriter(declared == null ? BoolWords.DEFAULT : declared);
    }

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        int value = words.read(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (value < 0) {
            return false;
        }
        out.putHead(BsonElements.BOOLEAN, name);
        out.put((byte) value);
        return true;
    }
}
