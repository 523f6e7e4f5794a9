package sluice.inspect;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was found in some files. Immutable.
 *
 * @param files in the order in which they were named
 * @param references between them, the likeliest first
 */
public record InspectResult(List<InspectedFile> files, List<FoundReference> references) {
    /** Copies the lists. */
    public InspectResult {
        files = List.copyOf(files);
        references = List.copyOf(references);
    }

    /** The files that could be read. */
    public Stream<InspectedFile.Readable> readable() {
        return files.stream().filter(InspectedFile.Readable.class::isInstance).map(InspectedFile.Readable.class::cast);
    }

    /** Whether any file could not be read. */
    public boolean anyUnreadable() {
        return readable().count() < files.size();
    }
}
