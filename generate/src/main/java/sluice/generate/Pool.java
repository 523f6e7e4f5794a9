package sluice.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values to draw from, as bytes. */
final class Pool {
    private final byte[][] values;

    Pool(List<String> values) {
        this.values = values.stream().map(Pool::bytes).toArray(byte[][]::new);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return values.length;
    }

    byte[] get(int index) {
        return values[index];
    }

    byte[] draw(Draws draws) {
        return values[draws.below(values.length)];
    }
}
