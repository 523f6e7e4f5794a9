package sluice.admission;

import java.util.ArrayList;
import java.util.List;

/** Lines counted on over the sources of a collection, so that one number tells source and line. Not thread-safe. */
public final class Lines {
    private final List<String> sources = new ArrayList<>();
    private final List<Long> bases = new ArrayList<>();
    private long end;

    /** Begins a source, after the last line of the one before. */
    public void begin(String source) {
        sources.add(source);
        bases.add(end);
    }

    /** The number of a line of the source that was begun last. */
    public long of(long line) {
        return bases.get(bases.size() - 1) + line;
    }

    /** Takes note that the source was seen up to a line. */
    public void seen(long line) {
        end = Math.max(end, of(line));
    }

    /** A line as a person names it who looks at the source that was begun last or at one that was begun before. */
    public String describe(long number, int from) {
        int source = bases.size() - 1;
        while (bases.get(source) >= number) {
            source--;
        }
        String line = "line " + (number - bases.get(source));
        return source == from ? line : line + " of " + sources.get(source);
    }

    /** The place of the source that was begun last. */
    public int source() {
        return sources.size() - 1;
    }
}
