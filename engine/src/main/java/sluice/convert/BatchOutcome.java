package sluice.convert;

import org.jspecify.annotations.Nullable;

/**
 * What became of a line of a manifest: either a result or a failure.
 *
 * @param entry the line
 * @param result what became of its input, or null if it failed
 * @param failure why there is no output, or null if there is
 */
public record BatchOutcome(
        ManifestEntry entry,
        @Nullable ConversionResult result,
        @Nullable RuntimeException failure) {

    /** Whether every record of the input is in the output. */
    public boolean clean() {
        return result != null && result.complete() && result.rejected() == 0;
    }
}
