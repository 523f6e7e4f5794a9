package sluice.bson;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Whether a binary number brings the digits of a decimal text back. */
final class Digits {
    /** So many digits come back from every double that is neither tiny nor huge. */
    private static final int DIGITS = 15;

    /** Zero, whatever its exponent. */
    private static final Pattern ZERO = Pattern.compile("[+-]?[0.]+([eE].*)?");

    private Digits() {}

    /**
     * Whether a double, rounded to as many digits as the text has, is the text's number; or its shortest form is, with zeros
     * after it. That holds for what programs write of a double, in however many digits, and not for a number that lies between
     * two doubles.
     *
     * @param text a decimal number, at most some hundred characters
     */
    static boolean keeps(String text, double value) {
        // Hot path: each double brings 15 digits back, so nearly no number needs the comparison below.
        if (text.length() <= DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return true;
        }
        if (Double.isInfinite(value)) {
            return false;
        }
        if (value == 0) {
            return ZERO.matcher(text).matches();
        }
        BigDecimal number = new BigDecimal(text);
        BigDecimal twiceOff = new BigDecimal(value).subtract(number).abs().multiply(BigDecimal.valueOf(2));
        return twiceOff.compareTo(number.ulp()) <= 0 || number.compareTo(new BigDecimal(Double.toString(value))) == 0;
    }
}
