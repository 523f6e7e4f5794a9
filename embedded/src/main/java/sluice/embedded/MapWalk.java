package sluice.embedded;

import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stored map in its order, past the pages that can't be read, and counts the entries that were in them. */
final class MapWalk {
    private static final Logger LOG = LoggerFactory.getLogger(MapWalk.class);

    private final BiConsumer<byte[], byte[]> entries;
    private long lost;

    private MapWalk(BiConsumer<byte[], byte[]> entries) {
        this.entries = entries;
    }

    /**
     * Passes on every entry that can be read.
     *
     * @return how many can't
     * @throws MVStoreException if the map's first page can't be read, so that their number is unknown
     */
    static long read(MVStore pages, String name, BiConsumer<byte[], byte[]> entries) {
        if (!pages.hasMap(name)) {
            return 0;
        }
        MVMap<byte[], byte[]> map = StoreMaps.open(pages, name);
        MapWalk walk = new MapWalk(entries);
        walk.visit(map.getRootPage());
        return walk.lost;
    }

    private void visit(Page<byte[], byte[]> page) {
        if (page.isLeaf()) {
            for (int i = 0; i < page.getKeyCount(); i++) {
                entries.accept(page.getKey(i), page.getValue(i));
            }
            return;
        }
        // Of a page that can't be read all entries stay missing.
        long missing = page.getTotalCount();
        for (int i = 0; i < page.getRawChildPageCount(); i++) {
            try {
                Page<byte[], byte[]> child = page.getChildPage(i);
                missing -= child.getTotalCount();
                visit(child);
            } catch (MVStoreException e) {
                LOG.debug("a page of {} is lost", page.map.getName(), e);
            }
        }
        lost += missing;
    }
}
