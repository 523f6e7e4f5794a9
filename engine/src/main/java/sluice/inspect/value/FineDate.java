package sluice.inspect.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sluice.infer.IsoForm;
import sluice.infer.IsoText;

/** Tells dates in ISO 8601 whose seconds have any number of decimals, as databases write them: trailing zeros left out. */
final class FineDate {
    private static final int SECONDS_LENGTH = "2026-02-28T13:45:00".length();
    private static final int MOST_DECIMALS = 9;

    /** What may stand before and behind the decimals, as patterns of a plan; the bits of {@link Traits} count them. */
    private static final List<String> FORMS = forms();

    private FineDate() {}

    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (String separator : List.of("'T'", " ")) {
            for (String offset : List.of("", "X", "x", "xxx")) {
                forms.add("yyyy-MM-dd" + separator + "HH:mm:ss" + offset);
            }
        }
        return List.copyOf(forms);
    }

    /** The bits of a text that begins with a digit; 0 if it is no such date. */
    static long traits(byte[] bytes, int from, int to) {
        if (to - from < SECONDS_LENGTH) {
            return 0;
        }
        int end = from + SECONDS_LENGTH;
        int offset = end;
        if (end < to && bytes[end] == '.') {
            offset = end + 1;
            while (offset < to && Traits.isDigit(bytes[offset])) {
                offset++;
            }
        }
        int decimals = offset == end ? 0 : offset - end - 1;
        if (decimals > MOST_DECIMALS || (offset > end && decimals == 0)) {
            return 0;
        }
        byte[] plain = Arrays.copyOfRange(bytes, from, from + SECONDS_LENGTH + to - offset);
        System.arraycopy(bytes, offset, plain, SECONDS_LENGTH, to - offset);
        int form = IsoText.form(plain, 0, plain.length);
        int place = form == IsoText.NONE ? -1 : FORMS.indexOf(IsoForm.formatOf(IsoForm.shape(form)));
        if (place < 0) {
            return 0;
        }
        long bits = Traits.FINE_9 | (decimals <= 6 ? Traits.FINE_6 : 0) | (decimals <= 3 ? Traits.FINE_3 : 0);
        return bits | (long) (place + 1) << Traits.FINE_SHIFT;
    }

    /** The pattern of the dates with such bits, with up to so many decimals. */
    static String format(long traits, int decimals) {
        String form = FORMS.get((int) ((traits & Traits.FINE_MASK) >>> Traits.FINE_SHIFT) - 1);
        return form.replace("ss", "ss[." + "S".repeat(decimals) + "]");
    }
}
