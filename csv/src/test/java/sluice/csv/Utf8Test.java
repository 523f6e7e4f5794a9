package sluice.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

class Utf8Test {

    @Test
    void itSaysWhatThePlatformSays() {
        Property.named("UTF-8 is what the platform's decoder takes")
                .cases(50_000)
                .check(
                        Utf8Test::likelyUtf8,
                        Shrinker.bytes(),
                        bytes ->
                                assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(platformTakes(bytes)));
    }

    @Test
    void everyCharacterIsValid() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
            }
        }
    }

    private static byte[] likelyUtf8(Gen gen) {
        byte[] bytes = gen.string(12).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && gen.chance(70)) {
            bytes[gen.between(0, bytes.length - 1)] = (byte) gen.anyInt();
        }
        return bytes;
    }

    private static boolean platformTakes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
