package sluice.embedded;

import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The maps of a store of pages: bytes to bytes, by name. One of them holds the number of the last checkpoint. */
final class StoreMaps {
    static final String SETTINGS = "settings";

    private static final byte[] GENERATION = {'g'};

    private StoreMaps() {}

    /** Returns the map of that name, which is made if it isn't there. */
    static MVMap<byte[], byte[]> open(MVStore pages, String name) {
        return pages.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>().keyType(BytesType.INSTANCE).valueType(BytesType.INSTANCE));
    }

    /** Returns the number of the checkpoint that wrote the pages, or 0. */
    static long generation(MVStore pages) {
        byte[] stored = pages.hasMap(SETTINGS) ? open(pages, SETTINGS).get(GENERATION) : null;
        return stored == null ? 0 : Numbers.sortable(stored, 0);
    }

    static void setGeneration(MVStore pages, long generation) {
        open(pages, SETTINGS).put(GENERATION, Numbers.sortable(generation));
    }

    /** Returns how many entries each map has. */
    static Map<String, Long> sizes(MVStore pages) {
        Map<String, Long> sizes = new TreeMap<>();
        pages.getMapNames().forEach(name -> sizes.put(name, open(pages, name).sizeAsLong()));
        return sizes;
    }

    /** Makes the changes of a redo log's frame again. */
    static RedoBuffer.Target target(MVStore pages) {
        return new RedoBuffer.Target() {
            @Override
            public void put(String map, byte[] key, byte[] value) {
                open(pages, map).put(key, value);
            }

            @Override
            public void remove(String map, byte[] key) {
                open(pages, map).remove(key);
            }

            @Override
            public void drop(String map) {
                pages.removeMap(open(pages, map));
            }
        };
    }
}
