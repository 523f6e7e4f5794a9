package sluice.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A source of random values for one case: the same seed gives the same values. Not thread-safe. */
public final class Gen {
    private final SplittableRandom random;

    /** A source that starts at the seed. */
    public Gen(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Any int. */
    public int anyInt() {
        return random.nextInt();
    }

    /** Any long. */
    public long anyLong() {
        return random.nextLong();
    }

    /** An int from the lowest to the highest, both included. */
    public int between(int lowest, int highest) {
        return (int) random.nextLong(lowest, highest + 1L);
    }

    /** True in so many of a hundred cases. */
    public boolean chance(int percent) {
        return between(1, 100) <= percent;
    }

    /** One of the values, each as likely. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T oneOf(T... values) {
        return values[between(0, values.length - 1)];
    }

    /** One of the values, each as likely. */
    public <T> T oneOf(List<T> values) {
        return values.get(between(0, values.size() - 1));
    }

    /** Any bytes, up to a length; short ones are as likely as long ones. */
    public byte[] bytes(int longest) {
        byte[] bytes = new byte[between(0, longest)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Bytes out of an alphabet, up to a length: the way to hit what a format makes special. */
    public byte[] bytes(int longest, String alphabet) {
        byte[] bytes = new byte[between(0, longest)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) alphabet.charAt(between(0, alphabet.length() - 1));
        }
        return bytes;
    }

    /** A string out of an alphabet, up to a length in code points. */
    public String string(int longest, String alphabet) {
        int[] choices = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = between(0, longest); length > 0; length--) {
            text.appendCodePoint(choices[between(0, choices.length - 1)]);
        }
        return text.toString();
    }

    /** A string of any characters that UTF-8 can hold, half of them ASCII, up to a length in code points. */
    public String string(int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = between(0, longest); length > 0; length--) {
            text.appendCodePoint(chance(50) ? between(0x20, 0x7e) : codePoint());
        }
        return text.toString();
    }

    /** A list of up to so many values. */
    public <T> List<T> list(int longest, Function<Gen, T> element) {
        List<T> values = new ArrayList<>();
        for (int length = between(0, longest); length > 0; length--) {
            values.add(element.apply(this));
        }
        return values;
    }

    private int codePoint() {
        int length = between(1, 4);
        int value = switch (length) {
            case 1 -> between(0, 0x7f);
            case 2 -> between(0x80, 0x7ff);
            case 3 -> between(0x800, 0xffff);
            default -> between(0x10000, 0x10ffff);
        };
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return surrogate ? 0xfffd : value;
    }
}
