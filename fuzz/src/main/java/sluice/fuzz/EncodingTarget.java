package sluice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import sluice.csv.InexactTextException;
import sluice.csv.TextEncoding;
import sluice.csv.Utf8;

/**
 * The encodings: from what was made of a source's bytes, the bytes can be told back, whole and in parts; and any bytes have
 * candidates. Input: an encoding, how many bytes a read gives, then bytes.
 */
public final class EncodingTarget {
    private static final List<TextEncoding> ENCODINGS = Stream.of(
                    "utf-8",
                    "utf-16le",
                    "utf-16be",
                    "utf-32le",
                    "utf-32be",
                    "windows-1252",
                    "koi8-r",
                    "shift_jis",
                    "gbk",
                    "gb18030",
                    "big5",
                    "euc-jp",
                    "euc-kr",
                    "ibm850")
            .map(TextEncoding::of)
            .toList();

    private EncodingTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        FuzzInput input = new FuzzInput(bytes);
        TextEncoding encoding = ENCODINGS.get(input.choose(ENCODINGS.size()));
        int atMost = 1 + input.choose(16);
        byte[] source = input.rest();
        assertThat(TextEncoding.candidates(source, true)).isNotEmpty();
        assertThat(TextEncoding.candidates(source, false)).isNotEmpty();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        int sound = read(encoding.toUtf8(new ByteArrayInputStream(source)), atMost, made, source.length);
        byte[] utf8 = made.toByteArray();
        assertThat(encoding.toSource(utf8, 0, utf8.length)).isEqualTo(Arrays.copyOf(source, sound));
        checkParts(encoding, utf8, source);
    }

    /** Reads to the end, or to what can't be told back; returns how many of the source's bytes that took. */
    private static int read(InputStream in, int atMost, ByteArrayOutputStream to, int all) throws IOException {
        byte[] buffer = new byte[atMost];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                to.write(buffer, 0, count);
            }
            return all;
        } catch (InexactTextException e) {
            return Math.toIntExact(e.offset());
        }
    }

    private static void checkParts(TextEncoding encoding, byte[] utf8, byte[] source) {
        boolean valid = Utf8.isValid(utf8, 0, utf8.length);
        int taken = 0;
        int from = 0;
        for (int to = 0; to <= utf8.length && valid; to++) {
            boolean begins = to == utf8.length || utf8[to] >= 0 || utf8[to] >= (byte) 0xC0;
            if (begins) {
                byte[] part = encoding.toSource(utf8, from, to);
                assertThat(encoding.sourceLength(utf8, from, to)).isEqualTo(part.length);
                assertThat(part).isEqualTo(Arrays.copyOfRange(source, taken, taken + part.length));
                taken += part.length;
                from = to;
            }
        }
    }
}
