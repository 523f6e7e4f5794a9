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
    public Stream<InspectedFile.Inspected> readable() {
        return files.stream()
                .filter(InspectedFile.Inspected.class::isInstance)
                .map(InspectedFile.Inspected.class::cast);
    }

    /** Whether any file could not be read. */
    public boolean anyUnreadable() {
        return readable().count() < files.size();
    }
}
