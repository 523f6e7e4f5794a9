package sluice.inspect.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The smallest and the largest number of a column, compared as texts: without zeros before it, a number of more digits is
 * larger. Not thread-safe.
 */
final class Range {
    private byte @Nullable [] min;
    private byte @Nullable [] max;

    /** Looks at a number: digits, perhaps a minus before them and a point among them; or at a date of one ISO form. */
    void add(byte[] bytes, int from, int to) {
        if (min == null || compare(bytes, from, to, min) < 0) {
            min = Arrays.copyOfRange(bytes, from, to);
        }
        if (max == null || compare(bytes, from, to, max) > 0) {
            max = Arrays.copyOfRange(bytes, from, to);
        }
    }

    /** Takes over what another has seen. */
    void merge(Range other) {
        if (other.min != null && other.max != null) {
            add(other.min, 0, other.min.length);
            add(other.max, 0, other.max.length);
        }
    }

    @Nullable
    String min() {
        return text(min);
    }

    @Nullable
    String max() {
        return text(max);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }

    private static int compare(byte[] bytes, int from, int to, byte[] other) {
        boolean negative = bytes[from] == '-';
        boolean otherNegative = other[0] == '-';
        if (negative != otherNegative) {
            return negative ? -1 : 1;
        }
        int start = negative ? from + 1 : from;
        int otherStart = negative ? 1 : 0;
        int digits = digits(bytes, start, to) - digits(other, otherStart, other.length);
        int sign = digits != 0 ? digits : Arrays.compare(bytes, start, to, other, otherStart, other.length);
        return negative ? -sign : sign;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && Traits.isDigit(bytes[i])) {
            i++;
        }
        return i - from;
    }
}
