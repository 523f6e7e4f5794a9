package sluice.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sluice.source.Source;
import sluice.source.SourceException;

/** Says what happened to a file while it was loaded. */
final class SourceChanges {
    private SourceChanges() {}

    /**
     * What a source has become since it was found, with what was loaded of it and what to do; null where it is as it was.
     *
     * @param end the source's byte up to which it was loaded
     */
    static @Nullable String problem(Source source, long end) {
        try {
            String change = source.change();
            if (change == null) {
                return null;
            }
            return source.name() + ": " + change + ". Loaded are its rows up to byte "
                    + String.format(Locale.ROOT, "%,d", end) + (source.size() < 0 ? " of what it holds" : "")
                    + (endsOpen(source, end) ? "; the last of them had no line end and may be half a row" : "")
                    + ". Load it again when it doesn't change any more; was it still being copied?";
        } catch (IOException e) {
            return source.name() + ": can't be looked at any more, so it may have changed while it was loaded: "
                    + e.getMessage();
        }
    }

    /** Whether a last record was loaded that no line end closes: the change came when it had been read already. */
    private static boolean endsOpen(Source source, long end) {
        if (end == 0 || end != source.size()) {
            return false;
        }
        try (InputStream last = source.open(end - 1)) {
            int one = last.read();
            return one != '\n' && one != '\r';
        } catch (IOException | SourceException e) {
            // It was cut short or replaced, and what was read is no longer there to be looked at.
            return false;
        }
    }
}
