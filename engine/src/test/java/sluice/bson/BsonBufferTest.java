package sluice.bson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;

/** Short and long texts are copied in different ways; all give the same bytes. */
final class BsonBufferTest {
    private static final int SHORT = 20;
    private static final int LONG = 200;

    /** A text that stands somewhere in an array, and the name of its field with its NUL. */
    private record Text(byte[] name, byte[] source, int from, int to) {

        static Text random(Gen gen) {
            byte[] name = Arrays.copyOf(bytes(gen, gen.between(0, SHORT), 0), gen.between(1, SHORT + 1));
            name[name.length - 1] = 0;
            int length = gen.between(0, gen.chance(50) ? SHORT : LONG);
            int from = gen.between(0, 2);
            byte[] source = bytes(gen, from + length + gen.between(0, 2), gen.between(0, 2));
            return new Text(name, source, from, from + length);
        }

        /** ASCII, but for some bytes. */
        private static byte[] bytes(Gen gen, int length, int others) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) gen.between(1, 0x7f);
            }
            for (int i = 0; i < others && length > 0; i++) {
                bytes[gen.between(0, length - 1)] = (byte) gen.between(0x80, 0xff);
            }
            return bytes;
        }

        byte[] value() {
            return Arrays.copyOfRange(source, from, to);
        }

        byte[] element() {
            ByteArrayOutputStream element = new ByteArrayOutputStream();
            element.write(BsonElements.STRING);
            element.writeBytes(name);
            element.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(to - from + 1)
                    .array());
            element.writeBytes(value());
            element.write(0);
            return element.toByteArray();
        }
    }

    @Test
    void aStringIsCopiedAsItStandsAndToldToBeAsciiOrNot() {
        Property.named("a string element is its type, name, length, bytes and NUL")
                .cases(5000)
                .check(Text::random, text -> {
                    BsonBuffer buffer = new BsonBuffer(1);

                    boolean ascii = buffer.putString(text.name(), text.source(), text.from(), text.to());

                    assertThat(Arrays.copyOf(buffer.bytes(), buffer.position())).isEqualTo(text.element());
                    boolean expected = true;
                    for (byte one : text.value()) {
                        expected &= one >= 0;
                    }
                    assertThat(ascii).isEqualTo(expected);
                });
    }
}
