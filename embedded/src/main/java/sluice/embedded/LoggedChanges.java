package sluice.embedded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a redo log changes of the pages, kept beside them so that they needn't be written. */
final class LoggedChanges implements RedoBuffer.Target {
    /** Stands for an entry that was removed. */
    private static final byte[] REMOVED = {};

    private final Map<String, Map<byte[], byte[]>> changes = new HashMap<>();
    private final Set<String> dropped = new HashSet<>();

    @Override
    public void put(String map, byte[] key, byte[] value) {
        of(map).put(key, value);
    }

    @Override
    public void remove(String map, byte[] key) {
        of(map).put(key, REMOVED);
    }

    @Override
    public void drop(String map) {
        changes.remove(map);
        dropped.add(map);
    }

    Set<String> maps() {
        return changes.keySet();
    }

    boolean isDropped(String map) {
        return dropped.contains(map);
    }

    /** Returns what a map has instead of what its pages say. */
    Map<byte[], byte[]> of(String map) {
        return changes.computeIfAbsent(map, missing -> new TreeMap<>(Arrays::compareUnsigned));
    }

    static boolean isRemoved(byte @Nullable [] value) {
        return value == REMOVED;
    }
}
