package sluice.fuzz;

import java.util.Arrays;

/**
 * A fuzzer's bytes as choices, one byte each, and a text behind them. A digit chooses what its value says, so that an input
 * can be written by hand: {@code 02a,b}. Not thread-safe.
 */
final class FuzzInput {
    private final byte[] bytes;
    private int next;

    FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 to {@code count - 1}; 0 when there are no more bytes. */
    int choose(int count) {
        return next < bytes.length ? Math.floorMod(bytes[next++] - '0', count) : 0;
    }

    /** One of some values. */
    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[choose(values.length)];
    }

    /** All that no choice took. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, next, bytes.length);
    }
}
