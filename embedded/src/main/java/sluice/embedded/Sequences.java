package sluice.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lazy sequences of documents. */
final class Sequences {
    /** Above this a sort takes everything: a heap would be no smaller. */
    private static final int MOST_KEPT = 100_000;

    private Sequences() {}

    static <T> Stream<T> stream(Iterator<T> items) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
    }

    static <A, B> Iterator<B> map(Iterator<A> items, Function<A, B> function) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public B next() {
                return function.apply(items.next());
            }
        };
    }

    /** The first of the sorted items, of equal ones the earlier, keeping no more than are wanted. */
    static <T> Stream<T> smallest(Stream<T> items, Comparator<? super T> order, long wanted) {
        if (wanted > MOST_KEPT) {
            return items.sorted(order);
        }
        record Numbered<T>(T item, long number) {}
        Comparator<Numbered<T>> stable =
                Comparator.<Numbered<T>, T>comparing(Numbered::item, order).thenComparingLong(Numbered::number);
        PriorityQueue<Numbered<T>> kept = new PriorityQueue<>(stable.reversed());
        Iterator<T> all = items.iterator();
        for (long number = 0; all.hasNext(); number++) {
            kept.add(new Numbered<>(all.next(), number));
            if (kept.size() > wanted) {
                kept.remove();
            }
        }
        List<Numbered<T>> sorted = new ArrayList<>(kept);
        sorted.sort(stable);
        return sorted.stream().map(Numbered::item);
    }

    static boolean equal(List<byte[]> one, List<byte[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
