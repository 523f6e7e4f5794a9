package sluice.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

class QuoteParityTest {
    private final QuoteParity parity = new QuoteParity(Dialect.RFC_4180);

    @Test
    void aLineEndInQuotesIsPassedOver() {
        assertThat(scan("a,\"b\nc\"\nd,\"e\nf")).isTrue();
        assertThat(parity.boundary()).isEqualTo(8);
        assertThat(parity.lines()).isEqualTo(2);
    }

    @Test
    void thereMayBeNoBoundary() {
        assertThat(scan("\"a\nb\n")).isTrue();
        assertThat(parity.boundary()).isEqualTo(RecordBoundaries.NOT_FOUND);
        assertThat(scan("")).isTrue();
        assertThat(parity.boundary()).isEqualTo(RecordBoundaries.NOT_FOUND);
    }

    @Test
    void aLineFeedBehindACarriageReturnEndsNoLineOfItsOwn() {
        assertThat(scan("aaaaaaa\r\nb\rc\n\n\rd")).isTrue();
        assertThat(parity.boundary()).isEqualTo(15);
        assertThat(parity.lines()).isEqualTo(5);
    }

    @Test
    void aCarriageReturnAndItsLineFeedMayStandInTwoBlocks() {
        for (int before = 500; before < 520; before++) {
            assertThat(scan("x".repeat(before) + "\r\n" + "y".repeat(600) + "\nz"))
                    .isTrue();
            assertThat(parity.boundary()).isEqualTo(before + 603);
            assertThat(parity.lines()).as("%d bytes before it", before).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\" disk\n", "\"a\" \"b\"\n", "\"a\"x\"b\"\n", "a\"\"b\n", "aaaaaaa\"bbbbbbbb\"\n"})
    void itGivesUpIfAQuoteIsText(String text) {
        assertThat(scan(text)).isFalse();
    }

    @Test
    void withoutAnEscapeNoQuoteIsDoubled() {
        byte[] bytes = "\"a\"\"b\"\n".getBytes(ISO_8859_1);
        assertThat(new QuoteParity(Dialect.builder().noEscape().build()).scan(bytes, 0, bytes.length))
                .isFalse();
        assertThat(parity.scan(bytes, 0, bytes.length)).isTrue();
    }

    @Test
    void itFindsWhatALookAtEachByteFinds() {
        Property.named("the last line end outside quotes is a record's end")
                .cases(3_000)
                .check(QuoteParityTest::random, Shrinker.bytes(), bytes -> {
                    boolean half = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
                    int to = half ? bytes.length - 1 : bytes.length;
                    if (parity.scan(bytes, 0, to)) {
                        int boundary = boundary(bytes, to);
                        assertThat(parity.boundary()).isEqualTo(boundary);
                        if (boundary != RecordBoundaries.NOT_FOUND) {
                            assertThat(parity.lines())
                                    .isEqualTo(ByteSearch.countLineEnds(bytes, 0, boundary, Dialect.NONE));
                        }
                    }
                });
    }

    private static int boundary(byte[] bytes, int to) {
        int boundary = RecordBoundaries.NOT_FOUND;
        boolean inside = false;
        for (int i = 0; i < to; i++) {
            inside ^= bytes[i] == '"';
            if (!inside && (bytes[i] == '\n' || bytes[i] == '\r')) {
                boundary = i + 1;
            }
        }
        return boundary;
    }

    /** Long enough for several blocks. */
    private static byte[] random(Gen gen) {
        byte[] bytes = new byte[gen.between(0, 1500)];
        int special = gen.between(1, 30);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (gen.chance(special) ? gen.oneOf(',', '"', '\n', '\r') : 'x');
            if (bytes[i] == '"' && i > 0 && bytes[i - 1] == 'x' && gen.chance(80)) {
                bytes[i - 1] = ',';
            }
        }
        return bytes;
    }

    private boolean scan(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return parity.scan(bytes, 0, bytes.length);
    }
}
