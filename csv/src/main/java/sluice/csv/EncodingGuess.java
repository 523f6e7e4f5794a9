package sluice.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which encodings bytes may have. What decoding proves comes first: a mark, valid UTF-8, zero bytes in every second place.
 * Only then words are looked at.
 */
final class EncodingGuess {
    /** How much worse than the best a reading may be and still be a candidate. */
    private static final double CLOSE = 0.15;

    /** The bytes of ƒ, Š, Œ, Ž, š, œ, ž and Ÿ in windows-1252. */
    private static final String RARE_LETTERS = "\u0083\u008A\u008C\u008E\u009A\u009C\u009E\u009F";

    private EncodingGuess() {}

    /** Made once, when the first source is not Unicode: making them takes longer than looking at a source. */
    private static final class Legacy {
        /** The likelier first if two read equally well. */
        static final List<TextEncoding> ENCODINGS = Stream.of(
                        "windows-1252",
                        "windows-1250",
                        "windows-1251",
                        "windows-1253",
                        "windows-1254",
                        "iso-8859-1",
                        "iso-8859-2",
                        "iso-8859-5",
                        "iso-8859-7",
                        "iso-8859-9",
                        "iso-8859-15",
                        "koi8-r",
                        "ibm866",
                        "ibm850",
                        "x-macroman",
                        "shift_jis",
                        "euc-jp",
                        "gb18030",
                        "big5",
                        "euc-kr")
                .map(TextEncoding::of)
                .toList();
    }

    private record Reading(TextEncoding encoding, double score) {}

    static List<TextEncoding> candidates(byte[] sample, boolean whole) {
        ByteOrderMark mark = ByteOrderMark.of(sample);
        if (mark != null) {
            return List.of(mark.encoding());
        }
        for (TextEncoding wide :
                List.of(TextEncoding.UTF_32LE, TextEncoding.UTF_32BE, TextEncoding.UTF_16LE, TextEncoding.UTF_16BE)) {
            if (ZeroBytes.tell(sample, wide) && isText(decoded(sample, whole, wide))) {
                return List.of(wide);
            }
        }
        return decoded(sample, whole, TextEncoding.UTF_8) != null ? List.of(TextEncoding.UTF_8) : legacy(sample, whole);
    }

    private static List<TextEncoding> legacy(byte[] sample, boolean whole) {
        boolean controls = hasControls(sample);
        List<Reading> readings = new ArrayList<>();
        for (TextEncoding encoding : Legacy.ENCODINGS) {
            String text = decoded(sample, whole, encoding);
            // What ISO-8859 has from 0x80 to 0x9F are controls, which text has not; and what it has elsewhere,
            // the windows encodings have too.
            if (text != null && !(controls && encoding.name().startsWith("iso-8859"))) {
                readings.add(new Reading(encoding, WordScore.of(text)));
            }
        }
        if (readings.isEmpty()) {
            return List.of(TextEncoding.of("windows-1252"), TextEncoding.of("iso-8859-1"));
        }
        double best = readings.stream().mapToDouble(Reading::score).max().orElseThrow();
        Reading first = readings.get(0);
        boolean western = first.encoding().name().equals("windows-1252") && !hasRareLetters(sample);
        if (western && first.score() >= best && best >= 1 - CLOSE) {
            return List.of(first.encoding());
        }
        return readings.stream()
                .filter(reading -> reading.score() >= best - CLOSE)
                .sorted(Comparator.comparingDouble(Reading::score).reversed())
                .map(Reading::encoding)
                .toList();
    }

    /** Whether letters stand where windows-1252 has rare ones, which are common ones in older encodings. */
    private static boolean hasRareLetters(byte[] sample) {
        for (byte b : sample) {
            if (RARE_LETTERS.indexOf(b & 0xFF) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControls(byte[] sample) {
        for (byte b : sample) {
            if ((b & 0xE0) == 0x80) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(@Nullable String text) {
        return text != null
                && text.indexOf('\0') < 0
                && text.chars().noneMatch(c -> c >= 0xFDD0 && !Character.isDefined(c));
    }

    /** The text of the bytes, or null if they are not valid. A character that is cut off at the end is left out. */
    private static @Nullable String decoded(byte[] sample, boolean whole, TextEncoding encoding) {
        CharsetDecoder decoder = encoding.charset().newDecoder();
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(sample.length * (double) decoder.maxCharsPerByte()) + 1);
        boolean valid = decoder.decode(ByteBuffer.wrap(sample), text, whole).isUnderflow();
        return valid ? text.flip().toString() : null;
    }
}
