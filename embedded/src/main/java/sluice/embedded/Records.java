package sluice.embedded;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** All records of a collection, read a few hundred at a time, so that a slow reader holds nothing. */
final class Records implements Iterator<Entry> {
    private static final int AT_ONCE = 256;
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Store store;
    private final StoredMap records;
    private final boolean descending;
    private final Deque<Entry> read = new ArrayDeque<>();
    private byte @Nullable [] last;
    private boolean end;

    Records(Store store, StoredMap records, boolean descending) {
        this.store = store;
        this.records = records;
        this.descending = descending;
    }

    @Override
    public boolean hasNext() {
        if (read.isEmpty() && !end) {
            store.read(this::fill);
        }
        return !read.isEmpty();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.remove();
    }

    private Entry[] fill() {
        Cursor<byte[], byte[]> cursor = records.from(last, descending);
        int bytes = 0;
        while (cursor.hasNext() && read.size() < AT_ONCE && bytes < BYTES_AT_ONCE) {
            byte[] position = cursor.next();
            if (!Arrays.equals(position, last)) {
                read.add(new Entry(position, cursor.getValue()));
                bytes += cursor.getValue().length;
            }
        }
        if (!read.isEmpty()) {
            last = read.getLast().position();
        }
        end = !cursor.hasNext();
        return new Entry[0];
    }
}
