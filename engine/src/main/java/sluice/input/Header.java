package sluice.input;

import java.util.List;

/**
 * The columns of a source.
 *
 * @param names their names, in the order of the fields
 * @param end the source's byte at which its records start
 * @param bytes the header record with its line end as it stands in the source; empty where the plan names the columns
 */
public record Header(List<String> names, long end, byte[] bytes) {

    /** Copies the names. */
    public Header {
        names = List.copyOf(names);
    }
}
