package sluice.csv;

/**
 * A byte range of a source that starts and ends at a record boundary: the unit of parallel work.
 *
 * @param index its place in the source, from 0 without gaps
 * @param offset the source's byte at which it starts, counted from 0
 * @param end the source's byte after its last one
 * @param firstLine the number of the line on which it starts, counted from 1
 * @param bytes its content as UTF-8, followed by what a recovering reader may look at; not copied, so neither side may
 *     write to it
 * @param length how many of {@code bytes} are its content
 * @param encoding how the source encodes it
 */
public record Chunk(
        long index, long offset, long end, long firstLine, byte[] bytes, int length, TextEncoding encoding) {

    /** A chunk of UTF-8 without anything behind it. */
    public Chunk(long index, long offset, long firstLine, byte[] bytes) {
        this(index, offset, offset + bytes.length, firstLine, bytes, bytes.length, TextEncoding.UTF_8);
    }

    /** How many bytes of the source it takes. */
    public long sourceLength() {
        return end - offset;
    }

    /** The source's own bytes for a part of {@code bytes}. */
    public byte[] source(int from, int to) {
        return encoding.toSource(bytes, from, to);
    }
}
