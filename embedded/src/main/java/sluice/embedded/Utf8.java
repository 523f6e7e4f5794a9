package sluice.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Refuses text that isn't UTF-8: read as text it would come back changed. */
final class Utf8 {
    private Utf8() {}

    static void check(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        if (at == to) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, to - at));
        } catch (CharacterCodingException e) {
            throw Errors.unreadable("A text isn't UTF-8");
        }
    }
}
