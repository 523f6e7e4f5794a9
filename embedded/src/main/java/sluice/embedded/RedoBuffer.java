package sluice.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The changes of one command, in order, as they will stand in the redo log. Used under the store's write lock only. */
final class RedoBuffer {
    /** Receives the changes of a logged command when they are made again. */
    interface Target {
        void put(String map, byte[] key, byte[] value);

        void remove(String map, byte[] key);

        void drop(String map);
    }

    private static final byte PUT = 1;
    private static final byte REMOVE = 2;
    private static final byte DROP = 3;

    /** More is given back after use, so that one huge command doesn't hold memory for ever. */
    private static final int KEPT = 4 << 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private final Map<String, byte[]> names = new HashMap<>();

    void put(String map, byte[] key, byte[] value) {
        start(PUT, map, key.length + value.length + 8);
        add(key);
        add(value);
    }

    void remove(String map, byte[] key) {
        start(REMOVE, map, key.length + 4);
        add(key);
    }

    void drop(String map) {
        start(DROP, map, 0);
    }

    int length() {
        return length;
    }

    ByteBuffer contents() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[1 << 16];
        }
    }

    static void replay(ByteBuffer changes, Target target) {
        while (changes.hasRemaining()) {
            byte kind = changes.get();
            String map = new String(next(changes), StandardCharsets.UTF_8);
            switch (kind) {
                case PUT -> target.put(map, next(changes), next(changes));
                case REMOVE -> target.remove(map, next(changes));
                case DROP -> target.drop(map);
                default -> throw new IllegalStateException("unknown change " + kind);
            }
        }
    }

    private static byte[] next(ByteBuffer changes) {
        byte[] bytes = new byte[changes.getInt()];
        changes.get(bytes);
        return bytes;
    }

    private void start(byte kind, String map, int more) {
        byte[] name = names.computeIfAbsent(map, text -> text.getBytes(StandardCharsets.UTF_8));
        int needed = Math.addExact(length, 5 + name.length + more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
        bytes[length++] = kind;
        add(name);
    }

    private void add(byte[] value) {
        Numbers.bigInt(bytes, length, value.length);
        System.arraycopy(value, 0, bytes, length + 4, value.length);
        length += 4 + value.length;
    }
}
