package sluice.scan.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.scan.value.Slice;

/** A regular expression that is looked for in texts. ASCII texts are looked at as they stand, without a String. */
final class TextPattern {
    private final String pattern;
    private final Matcher matcher;
    private final Ascii ascii = new Ascii(new byte[0], 0, 0);

    TextPattern(String pattern) {
        this.pattern = pattern;
        matcher = Pattern.compile(pattern).matcher("");
    }

    boolean isIn(Slice text) {
        boolean plain = true;
        for (int i = text.from; plain && i < text.to; i++) {
            plain = text.bytes[i] >= 0;
        }
        try {
            if (!plain) {
                return matcher.reset(new String(text.bytes, text.from, text.to - text.from, StandardCharsets.UTF_8))
                        .find();
            }
            ascii.bytes = text.bytes;
            ascii.from = text.from;
            ascii.to = text.to;
            return matcher.reset(ascii).find();
        } catch (StackOverflowError e) {
            // The pattern nests as deep as the text is long: (a|b)* does. It is the user's to mend, and no defect.
            throw new ScanException("the pattern `" + pattern + "` can't be looked for in a text of "
                    + (text.to - text.from) + " bytes; write it without alternatives that repeat, or [...] for them.");
        }
    }

    /** ASCII bytes as characters. */
    private static final class Ascii implements CharSequence {
        private byte[] bytes;
        private int from;
        private int to;

        Ascii(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) bytes[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Ascii(bytes, from + start, from + end);
        }

        @Override
        public String toString() {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }
    }
}
