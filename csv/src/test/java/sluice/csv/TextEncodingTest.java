package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class TextEncodingTest {
    private static final List<String> MULTI_BYTE = List.of(
            "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "Shift_JIS", "GBK", "GB18030", "Big5", "EUC-JP", "EUC-KR");

    private final Map<String, TextEncoding> encodings = new HashMap<>();

    private TextEncoding encoding(String name) {
        return encodings.computeIfAbsent(name, TextEncoding::of);
    }

    /** Every encoding of one byte a character that the platform has and that can be read. */
    private static List<String> singleByte() {
        return Charset.availableCharsets().values().stream()
                .filter(charset -> charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1)
                .map(Charset::name)
                .filter(TextEncodingTest::isKnown)
                .toList();
    }

    private static boolean isKnown(String name) {
        try {
            TextEncoding.of(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    record Case(String encoding, byte[] source, List<Integer> reads) {
        @Override
        public String toString() {
            return encoding + " " + HexFormat.of().formatHex(source) + " read " + reads;
        }
    }

    @Test
    void theSourcesBytesAreToldBackWhateverTheyAre() {
        List<String> single = singleByte();
        assertThat(single).hasSizeGreaterThan(50).contains("windows-1252", "KOI8-R", "IBM850", "ISO-8859-15");
        Property.named("toSource(toUtf8(x)) is x")
                .cases(3000)
                .check(
                        gen -> {
                            String name = gen.chance(50) ? gen.oneOf(single) : gen.oneOf(MULTI_BYTE);
                            return new Case(name, source(gen, name), List.of(gen.between(1, 3), gen.between(1, 40)));
                        },
                        this::checkSlices);
    }

    /** Text, invalid bytes, or both; what can't be told back is another test's. */
    private static byte[] source(Gen gen, String name) {
        Charset charset = Charset.forName(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int parts = gen.between(0, 6); parts > 0; parts--) {
            bytes.writeBytes(
                    gen.chance(30)
                            ? gen.bytes(5)
                            : gen.chance(50) ? gen.string(12).getBytes(charset) : gen.bytes(20, "a,\"\n9"));
        }
        return bytes.toByteArray();
    }

    private void checkSlices(Case one) throws IOException {
        TextEncoding encoding = encoding(one.encoding());
        byte[] utf8;
        try {
            utf8 = read(encoding.toUtf8(new SlowStream(one.source(), one.reads())), one.reads());
        } catch (InexactTextException e) {
            assertThat(e.offset()).isBetween(0L, (long) one.source().length);
            assertThat(one.encoding()).isIn("Big5", "x-IBM874");
            return;
        }
        assertThat(encoding.toSource(utf8, 0, utf8.length)).isEqualTo(one.source());
        int at = 0;
        for (int i = 0; i <= utf8.length; i++) {
            if (i == utf8.length || utf8[i] >= 0 || utf8[i] >= (byte) 0xC0) {
                byte[] before = encoding.toSource(utf8, 0, i);
                assertThat(encoding.sourceLength(utf8, 0, i)).isEqualTo(before.length);
                assertThat(encoding.sourceLength(utf8, at, i)).isEqualTo(encoding.toSource(utf8, at, i).length);
                assertThat(before).isEqualTo(Arrays.copyOf(one.source(), before.length));
                at = i;
            }
        }
    }

    @Test
    void validTextIsWhatThePlatformMakesOfIt() {
        Property.named("valid text becomes its UTF-8")
                .cases(2000)
                .check(
                        gen -> {
                            String name = gen.oneOf(MULTI_BYTE);
                            Charset charset = Charset.forName(name);
                            String text = gen.string(200);
                            byte[] source = new String(text.getBytes(charset), charset).getBytes(charset);
                            return new Case(name, source, List.of(gen.between(1, 7), gen.between(1, 90)));
                        },
                        one -> assertThat(read(
                                        encoding(one.encoding()).toUtf8(new SlowStream(one.source(), one.reads())),
                                        one.reads()))
                                .asString(UTF_8)
                                .isEqualTo(new String(one.source(), Charset.forName(one.encoding()))));
    }

    @Test
    void everyByteOfEveryEncodingOfOneByteIsRight() throws IOException {
        for (String name : singleByte()) {
            Charset charset = Charset.forName(name);
            for (int value = 0; value < 256; value++) {
                byte[] source = {(byte) value};
                String text = new String(source, charset);
                byte[] escaped = {(byte) (0xFC | (value >> 6)), (byte) (0x80 | (value & 0x3F))};
                try {
                    assertThat(utf8(name, source)).isEqualTo(text.equals("\uFFFD") ? escaped : text.getBytes(UTF_8));
                } catch (InexactTextException e) {
                    assertThat(name).isEqualTo("x-IBM874");
                }
            }
        }
    }

    @Test
    void invalidBytesMakeInvalidUtf8AtJustTheirPlace() throws IOException {
        assertThat(utf8("windows-1252", bytes("61 81 DF"))).isEqualTo(bytes("61 FE 81 C3 9F"));
        assertThat(utf8("us-ascii", bytes("61 E4 2C"))).isEqualTo(bytes("61 FF A4 2C"));
        // Half of a surrogate pair before a line end; the line end stays.
        assertThat(utf8("utf-16le", bytes("3D D8 0A 00"))).isEqualTo(bytes("FC BD FF 98 0A"));
        assertThat(utf8("utf-16be", bytes("DC 00 00 61"))).isEqualTo(bytes("FF 9C FC 80 61"));
        // An odd last byte, and a surplus one of four.
        assertThat(utf8("utf-16le", bytes("61 00 62"))).isEqualTo(bytes("61 FD A2"));
        assertThat(utf8("utf-32be", bytes("00 00 00 61 00"))).isEqualTo(bytes("61 FC 80"));
        assertThat(utf8("utf-32be", bytes("00 11 00 00"))).isEqualTo(bytes("FC 80 FC 91 FC 80 FC 80"));
        // The first byte of a pair before a comma, and at the end.
        assertThat(utf8("shift_jis", bytes("82 2C 82 A0 82"))).isEqualTo(bytes("FE 82 2C E3 81 82 FE 82"));
    }

    @Test
    void aPairThatIsReadInTwoPiecesIsOneCharacter() throws IOException {
        byte[] pair = "a\uD83D\uDE00b".getBytes(StandardCharsets.UTF_16LE);
        InputStream in = TextEncoding.UTF_16LE.toUtf8(new SlowStream(pair, List.of(1)));
        assertThat(in.readAllBytes()).isEqualTo("a\uD83D\uDE00b".getBytes(UTF_8));
    }

    @Test
    void utf8IsTakenAsItIs() {
        InputStream in = new ByteArrayInputStream(bytes("61 FF"));
        assertThat(TextEncoding.UTF_8.toUtf8(in)).isSameAs(in);
        assertThat(TextEncoding.UTF_8.sourceLength(bytes("61 FF"), 0, 2)).isEqualTo(2);
        assertThat(TextEncoding.UTF_8.toSource(bytes("61 FF 62"), 1, 3)).isEqualTo(bytes("FF 62"));
    }

    @Test
    void whatCouldNotBeToldBackFailsWithItsByteAfterWhatIsSound() throws IOException {
        // 0x87 0x90 and 0x81 0xE0 are the same sign; it is always written as the second.
        InputStream in = TextEncoding.of("windows-31j").toUtf8(new ByteArrayInputStream(bytes("61 2C 62 0A 87 90")));
        assertThat(in.readNBytes(4)).isEqualTo("a,b\n".getBytes(UTF_8));
        assertThatThrownBy(in::read)
                .isInstanceOfSatisfying(
                        InexactTextException.class, e -> assertThat(e.offset()).isEqualTo(4))
                .hasMessageContainingAll("byte 4 ", "windows-31j", "convert the source to UTF-8 first");
    }

    @Test
    void aCharacterOfTwoPartsThatOneCodeWritesIsNotLost() {
        // One code stands for a letter and an accent; the letter alone would be counted as another one.
        assertThatThrownBy(() -> utf8("x-SJIS_0213", bytes("61 86 86"))).isInstanceOf(InexactTextException.class);
    }

    @Test
    void aFailureOfTheSourceComesAfterWhatWasRead() throws IOException {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(bytes("61 E4")), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the cable");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("the cable");
            }
        });
        InputStream in = TextEncoding.of("latin1").toUtf8(failing);
        assertThat(in.readNBytes(3)).isEqualTo("a\u00e4".getBytes(UTF_8));
        assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("the cable");
    }

    @Test
    void namesHaveAliases() {
        Map.ofEntries(
                        Map.entry("latin1", "iso-8859-1"),
                        Map.entry("Latin-1", "iso-8859-1"),
                        Map.entry("cp1252", "windows-1252"),
                        Map.entry("Windows-1252", "windows-1252"),
                        Map.entry(" utf8 ", "utf-8"),
                        Map.entry("UTF-8-SIG", "utf-8"),
                        Map.entry("utf16le", "utf-16le"),
                        Map.entry("utf_16_be", "utf-16be"),
                        Map.entry("utf-16", "utf-16be"),
                        Map.entry("UTF-32", "utf-32be"),
                        Map.entry("x-UTF-16LE-BOM", "utf-16le"),
                        Map.entry("ascii", "us-ascii"),
                        Map.entry("sjis", "shift_jis"),
                        Map.entry("cp850", "ibm850"))
                .forEach((alias, name) ->
                        assertThat(TextEncoding.of(alias).name()).isEqualTo(name));
        assertThat(TextEncoding.of("utf16le"))
                .isEqualTo(TextEncoding.UTF_16LE)
                .hasSameHashCodeAs(TextEncoding.UTF_16LE);
        assertThat(TextEncoding.of("cp1252"))
                .isEqualTo(TextEncoding.of("windows-1252"))
                .hasToString("windows-1252");
        assertThat(TextEncoding.of("cp1252")).isNotEqualTo(TextEncoding.of("cp1250"));
    }

    @Test
    void whatCanNotBeReadIsRefusedWithTheReason() {
        refused("ISO-2022-JP", "depends on bytes long before them", "Convert it to UTF-8 first");
        refused("utf-7", "depends on bytes long before them");
        refused("csISO2022KR", "depends on bytes long before them");
        refused("IBM037", "is not the one of ASCII");
        refused("cp500", "is not the one of ASCII");
        refused("windows-125", "is not a known encoding", "`windows-125");
        refused("latin-l", "Did you mean", "`iso-8859-1`");
        refused("", "is not a known encoding");
        refused("no such thing", "is not a known encoding");
    }

    private static void refused(String name, String... parts) {
        assertThatThrownBy(() -> TextEncoding.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void marksTellTheEncoding() {
        assertThat(TextEncoding.byteOrderMark(bytes("EF BB BF 61")))
                .isEqualTo(new ByteOrderMark(TextEncoding.UTF_8, 3));
        assertThat(TextEncoding.byteOrderMark(bytes("FF FE 61 00")))
                .isEqualTo(new ByteOrderMark(TextEncoding.UTF_16LE, 2));
        assertThat(TextEncoding.byteOrderMark(bytes("FE FF"))).isEqualTo(new ByteOrderMark(TextEncoding.UTF_16BE, 2));
        assertThat(TextEncoding.byteOrderMark(bytes("FF FE 00 00")))
                .isEqualTo(new ByteOrderMark(TextEncoding.UTF_32LE, 4));
        assertThat(TextEncoding.byteOrderMark(bytes("00 00 FE FF")))
                .isEqualTo(new ByteOrderMark(TextEncoding.UTF_32BE, 4));
        assertThat(TextEncoding.byteOrderMark(bytes("EF BB"))).isNull();
        assertThat(TextEncoding.byteOrderMark(bytes(""))).isNull();
    }

    private byte[] utf8(String encoding, byte[] source) throws IOException {
        return encoding(encoding).toUtf8(new ByteArrayInputStream(source)).readAllBytes();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] read(InputStream in, List<Integer> sizes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[100];
        int turn = 0;
        for (int read = 0; read >= 0; ) {
            all.write(piece, 0, read);
            read = in.read(piece, 0, sizes.get(turn++ % sizes.size()));
        }
        return all.toByteArray();
    }

    /** Gives no more than so many bytes at a time. */
    private static final class SlowStream extends InputStream {
        private final InputStream in;
        private final List<Integer> sizes;
        private int turn;

        SlowStream(byte[] bytes, List<Integer> sizes) {
            in = new ByteArrayInputStream(bytes);
            this.sizes = sizes;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, Math.min(length, sizes.get(turn++ % sizes.size())));
        }
    }
}
