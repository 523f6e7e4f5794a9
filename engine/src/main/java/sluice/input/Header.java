package sluice.input;

import java.util.List;

/**
 * The columns of a source.
 *
 * @param names their names, in the order of the fields
 * @param end the source's byte at which its records start
 * @param bytes what stands before the records, as it stands in the source, without a byte order mark
 * @param lineEnd what ends a record, as it stands in the source
 */
public record Header(List<String> names, long end, byte[] bytes, byte[] lineEnd) {

    /** Copies the names. */
    public Header {
        names = List.copyOf(names);
    }

    /** A header of a source whose records end with a line feed. */
    public Header(List<String> names, long end, byte[] bytes) {
        this(names, end, bytes, new byte[] {'\n'});
    }
}
