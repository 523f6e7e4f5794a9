package sluice.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes smaller cases out of a failing one. */
@FunctionalInterface
public interface Shrinker<T> {
    /** Cases that are smaller than this one, the smallest first. An empty stream where nothing is smaller. */
    Stream<T> smaller(T value);

    /** Leaves a case as it is. */
    static <T> Shrinker<T> none() {
        return value -> Stream.empty();
    }

    /** Takes a half out of the bytes, then a quarter, down to a single byte. */
    static Shrinker<byte[]> bytes() {
        return value -> spans(value.length).map(span -> without(value, span));
    }

    /** Takes a half out of the string, then a quarter, down to a single code point. */
    static Shrinker<String> string() {
        return list(Shrinker.<Integer>none())
                .mapped(
                        text -> text.codePoints().boxed().toList(),
                        points -> points.stream()
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString());
    }

    /** Takes a half out of the list, then a quarter, down to a single element; then makes elements smaller. */
    static <E> Shrinker<List<E>> list(Shrinker<E> element) {
        return value -> Stream.concat(
                spans(value.size()).map(span -> without(value, span)),
                IntStream.range(0, value.size())
                        .boxed()
                        .flatMap(i -> element.smaller(value.get(i)).map(smaller -> with(value, i, smaller))));
    }

    /** Makes a number smaller by halving it. */
    static Shrinker<Integer> number() {
        return value -> value == 0
                ? Stream.empty()
                : Stream.of(0, value / 2, value - Integer.signum(value)).distinct();
    }

    /** Shrinks another type by way of this one. */
    default <U> Shrinker<U> mapped(Function<U, T> to, Function<T, U> back) {
        return value -> smaller(to.apply(value)).map(back);
    }

    /** Shrinks one part of a case, a component of a record for instance, and leaves the others. */
    default <U> Shrinker<U> of(Function<U, T> part, BiFunction<U, T, U> with) {
        return value -> smaller(part.apply(value)).map(smaller -> with.apply(value, smaller));
    }

    /** Tries this one's cases, then the other's. */
    default Shrinker<T> or(Shrinker<T> other) {
        return value -> Stream.concat(smaller(value), other.smaller(value));
    }

    private static Stream<Span> spans(int length) {
        return IntStream.iterate(length, size -> size > 0, size -> size / 2)
                .boxed()
                .flatMap(size -> IntStream.iterate(0, from -> from < length, from -> from + size)
                        .mapToObj(from -> new Span(from, Math.min(length, from + size))));
    }

    private static byte[] without(byte[] value, Span span) {
        byte[] rest = Arrays.copyOf(value, value.length - span.to + span.from);
        System.arraycopy(value, span.to, rest, span.from, value.length - span.to);
        return rest;
    }

    private static <E> List<E> without(List<E> value, Span span) {
        List<E> rest = new ArrayList<>(value.subList(0, span.from));
        rest.addAll(value.subList(span.to, value.size()));
        return rest;
    }

    private static <E> List<E> with(List<E> value, int index, E element) {
        List<E> changed = new ArrayList<>(value);
        changed.set(index, element);
        return changed;
    }

    /** A part to leave out. */
    record Span(int from, int to) {}
}
