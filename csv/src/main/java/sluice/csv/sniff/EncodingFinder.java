package sluice.csv.sniff;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sluice.csv.ByteOrderMark;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;

/** Finds how a sample is encoded. */
final class EncodingFinder {
    /** Enough for zero bytes to show, and for letters to stand in words. */
    private static final int ENOUGH_BYTES = 16 << 10;

    private EncodingFinder() {}

    /**
     * An encoding.
     *
     * @param encoding the likeliest
     * @param others what else it may be
     * @param mixed whether it is UTF-8 in part, so that every reading is damaged
     * @param finding the evidence
     */
    record Found(TextEncoding encoding, List<TextEncoding> others, boolean mixed, Finding finding) {
        private static Found sure(TextEncoding encoding, String because) {
            return of(encoding, Sureness.SURE, because);
        }

        private static Found of(TextEncoding encoding, Sureness sureness, String because) {
            return new Found(
                    encoding, List.of(), false, Finding.found(FormatPart.ENCODING, encoding.name(), sureness, because));
        }
    }

    static Found find(Sample sample, FormatPins pins) {
        TextEncoding pinned = pins.encoding();
        if (pinned != null) {
            return new Found(pinned, List.of(), false, Finding.pinned(FormatPart.ENCODING, pinned.name()));
        }
        ByteOrderMark mark = TextEncoding.byteOrderMark(sample.head());
        if (mark != null) {
            return whole(sample, mark.encoding(), "the source begins with its byte order mark");
        }
        byte[] bytes = all(sample);
        Utf8Count count = Utf8Count.of(bytes);
        if (count.zeros() > 0) {
            byte[] head = Arrays.copyOf(sample.head(), Math.min(sample.head().length, ENOUGH_BYTES));
            TextEncoding wide = TextEncoding.candidates(head, sample.whole()).get(0);
            if (wide.name().startsWith("utf-16") || wide.name().startsWith("utf-32")) {
                return whole(sample, wide, "its zero bytes stand where this encoding has them");
            }
        }
        if (count.invalid() == 0) {
            return count.valid() == 0
                    ? new Found(
                            TextEncoding.UTF_8,
                            List.of(),
                            false,
                            Finding.usual(FormatPart.ENCODING, TextEncoding.UTF_8.name(), "the sample is ASCII"))
                    : Found.sure(
                            TextEncoding.UTF_8,
                            Shown.count(count.valid(), "character") + " of several bytes, all valid");
        }
        if (count.isDamagedUtf8()) {
            return Found.of(
                    TextEncoding.UTF_8,
                    Sureness.LIKELY,
                    Shown.count(count.valid(), "character") + " of several bytes are valid, "
                            + Shown.count(count.invalid(), "byte") + " not");
        }
        return legacy(bytes, count);
    }

    /** An encoding that proves itself; its last character may be cut off all the same. */
    private static Found whole(Sample sample, TextEncoding encoding, String because) {
        long rest = sample.size().orElse(0) % encoding.unit();
        return rest == 0
                ? Found.sure(encoding, because)
                : Found.of(
                        encoding,
                        Sureness.LIKELY,
                        "the source ends within a character: its last " + Shown.count((int) rest, "byte")
                                + (rest == 1 ? " is" : " are") + " damaged or something is missing");
    }

    private static Found legacy(byte[] bytes, Utf8Count count) {
        List<TextEncoding> candidates = TextEncoding.candidates(linesBeyondAscii(bytes), false);
        TextEncoding best = candidates.get(0);
        String because = "the bytes are not valid UTF-8, and read as words in " + best.name();
        boolean mixed = count.isMixed();
        if (candidates.size() == 1 && !mixed) {
            return Found.of(best, Sureness.LIKELY, because);
        }
        List<TextEncoding> others = new ArrayList<>(candidates.subList(1, candidates.size()));
        others.add(TextEncoding.UTF_8);
        return new Found(
                best,
                others,
                mixed,
                Finding.found(
                        FormatPart.ENCODING,
                        best.name(),
                        Sureness.WEAK,
                        because + ", but also in " + others.get(0).name()));
    }

    /** The head, and the whole lines of the other parts. */
    private static byte[] all(Sample sample) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(sample.head());
        sample.middle().ifPresent(part -> writeLines(part, all));
        sample.tail().ifPresent(part -> writeLines(part, all));
        return all.toByteArray();
    }

    private static void writeLines(Sample.Part part, ByteArrayOutputStream out) {
        int start = Lines.after(part.bytes(), 0);
        out.write('\n');
        out.write(part.bytes(), start, part.bytes().length - start);
    }

    /** The lines that ASCII doesn't hold; they tell all that can be told. */
    private static byte[] linesBeyondAscii(byte[] bytes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int start = 0;
        while (start < bytes.length && lines.size() < ENOUGH_BYTES) {
            int end = Math.min(Lines.after(bytes, start), start + ENOUGH_BYTES);
            boolean ascii = true;
            for (int i = start; i < end; i++) {
                ascii &= bytes[i] >= 0;
            }
            if (!ascii) {
                lines.write(bytes, start, end - start);
            }
            start = end;
        }
        return lines.toByteArray();
    }
}
