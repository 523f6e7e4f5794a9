package sluice.csv;

/**
 * A byte range of a source that starts and ends at a record boundary: the unit of parallel work.
 *
 * @param index its place in the source, from 0 without gaps
 * @param offset the source's byte at which it starts, counted from 0
 * @param firstLine the number of the line on which it starts, counted from 1
 * @param bytes its content; not copied, so neither side may write to it
 */
public record Chunk(long index, long offset, long firstLine, byte[] bytes) {

    /** The source's byte after its last one. */
    public long end() {
        return offset + bytes.length;
    }
}
