package sluice.infer;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.plan.DateFormats;

/**
 * A uniform form in which dates are written, as a plan says it. With the format and in the time zone, each date of a
 * column in this form is written back as the text that it was read from. Immutable.
 *
 * @param format a pattern of {@link DateFormats}
 * @param zone the offset that every value of the form names, or null if it names none
 */
public record IsoForm(String format, @Nullable ZoneOffset zone) {

    /** The form that {@link IsoText#form} found; not {@link IsoText#NONE}. */
    static IsoForm of(int form) {
        return new IsoForm(
                format(form), IsoText.hasOffset(form) ? ZoneOffset.ofTotalSeconds(IsoText.offset(form) * 60) : null);
    }

    private static String format(int form) {
        StringBuilder format = new StringBuilder("yyyy-MM-dd");
        if ((form & IsoText.TIME) != 0) {
            int decimals = IsoText.decimals(form);
            format.append((form & IsoText.BLANK) == 0 ? "'T'HH:mm" : " HH:mm")
                    .append((form & IsoText.SECONDS) == 0 ? "" : ":ss")
                    .append(decimals == 0 ? "" : "." + "S".repeat(decimals))
                    .append(offset(form));
        }
        return format.toString();
    }

    private static String offset(int form) {
        if ((form & IsoText.ZULU) != 0) {
            return "X";
        }
        return (form & IsoText.HOURS_OFFSET) != 0 ? "x" : (form & IsoText.FULL_OFFSET) != 0 ? "xxx" : "";
    }

    /** The forms by their formats, without the value of an offset. */
    private static final Map<String, Integer> SHAPES = shapes();

    private static Map<String, Integer> shapes() {
        Map<String, Integer> shapes = new HashMap<>();
        int[] offsets = {0, IsoText.ZULU, IsoText.HOURS_OFFSET, IsoText.FULL_OFFSET};
        for (int times = 0; times <= IsoText.SHAPE_MASK; times++) {
            int offset = times & (IsoText.ZULU | IsoText.HOURS_OFFSET | IsoText.FULL_OFFSET);
            boolean dateOnly = times == IsoText.DATE;
            boolean dateAndTime = (times & IsoText.DATE) != 0 && (times & IsoText.TIME) != 0;
            boolean decimals = IsoText.decimals(times) > 0;
            boolean written = !decimals || (times & IsoText.SECONDS) != 0;
            if ((dateOnly || (dateAndTime && written)) && Arrays.stream(offsets).anyMatch(one -> one == offset)) {
                shapes.put(format(times), times);
            }
        }
        return Map.copyOf(shapes);
    }

    /**
     * What {@link IsoText#form} finds of texts in a format, the value of the offset aside; {@link IsoText#NONE} for a
     * format that isn't one of the forms.
     */
    public static int shape(String format) {
        return SHAPES.getOrDefault(format.replace('u', 'y'), IsoText.NONE);
    }

    /** What of a form is the same for all values of its offset, as {@link #shape(String)} has it. */
    public static int shape(int form) {
        return form & IsoText.SHAPE_MASK;
    }

    /** The format of dates of a shape. */
    public static String formatOf(int shape) {
        return format(shape);
    }

    /** Whether a text's form is a shape, whatever its offset. */
    public static boolean has(int form, int shape) {
        return form != IsoText.NONE && (form & IsoText.SHAPE_MASK) == shape;
    }

    /**
     * Whether a time zone has every local time exactly as it is written, so that dates without an offset can be told
     * from texts alone: one whose clocks never change.
     */
    public static boolean keepsLocalTimes(@Nullable ZoneId zone) {
        return zone == null || zone.getRules().isFixedOffset();
    }
}
