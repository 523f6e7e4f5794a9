package sluice.embedded;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A persistent sorted map of bytes to bytes; its changes are in the redo log when the command that made them is answered. */
final class StoredMap {
    private final MVMap<byte[], byte[]> map;
    private final RedoBuffer redo;

    StoredMap(MVMap<byte[], byte[]> map, RedoBuffer redo) {
        this.map = map;
        this.redo = redo;
    }

    String name() {
        return map.getName();
    }

    MVMap<byte[], byte[]> map() {
        return map;
    }

    byte @Nullable [] get(byte[] key) {
        return map.get(key);
    }

    byte @Nullable [] put(byte[] key, byte[] value) {
        redo.put(map.getName(), key, value);
        return map.put(key, value);
    }

    /** Returns the value that was there already, in which case nothing is changed. */
    byte @Nullable [] putIfAbsent(byte[] key, byte[] value) {
        byte[] present = map.putIfAbsent(key, value);
        if (present == null) {
            redo.put(map.getName(), key, value);
        }
        return present;
    }

    byte @Nullable [] remove(byte[] key) {
        redo.remove(map.getName(), key);
        return map.remove(key);
    }

    long size() {
        return map.sizeAsLong();
    }

    byte @Nullable [] lastKey() {
        return map.lastKey();
    }

    Cursor<byte[], byte[]> from(byte @Nullable [] key, boolean descending) {
        return map.cursor(key, null, descending);
    }
}
