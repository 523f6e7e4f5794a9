package sluice.bson;

import java.time.ZoneId;
import java.time.ZoneOffset;
import sluice.infer.IsoForm;
import sluice.infer.IsoText;

/**
 * Writes dates in a uniform form of ISO 8601 without making an object for any. What is not in that form goes the long
 * way, which takes or refuses the same texts.
 *
 * @param shape the form, or {@link IsoText#NONE} for any of them
 * @param offsetMinutes that of dates without an offset, or {@link #LONG_WAY}
 * @param others takes every text that can be read as a date
 */
record IsoDateWriter(int shape, int offsetMinutes, DateWriter others) implements ValueWriter {
    /** Only the rules of the time zone tell the offset of a date without one. */
    private static final int LONG_WAY = Integer.MIN_VALUE;

    private static final int SECONDS_OF_MINUTE = 60;

    static IsoDateWriter of(int shape, ZoneId zone, DateWriter others) {
        boolean inMinutes =
                zone.normalized() instanceof ZoneOffset offset && offset.getTotalSeconds() % SECONDS_OF_MINUTE == 0;
        int minutes = inMinutes ? ((ZoneOffset) zone.normalized()).getTotalSeconds() / SECONDS_OF_MINUTE : LONG_WAY;
        return new IsoDateWriter(shape, minutes, others);
    }

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        int form = IsoText.form(bytes, from, to);
        boolean known = shape == IsoText.NONE ? form != IsoText.NONE : IsoForm.has(form, shape);
        if (!known || (offsetMinutes == LONG_WAY && !IsoText.hasOffset(form))) {
            return others.write(name, bytes, from, to, out);
        }
        out.putHead(BsonElements.DATE_TIME, name);
        out.putLong(IsoText.millis(bytes, from, form, offsetMinutes));
        return true;
    }
}
