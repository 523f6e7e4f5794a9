package sluice.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a journal says. Changed by its {@link Journal} alone; read it once no worker runs, or before. */
public final class JournalState {
    private final JournalHeader header;
    private final Map<SourceId, List<Progress>> history = new HashMap<>();
    private final Set<Integer> done = new HashSet<>();
    private @Nullable List<Long> prepared;
    private List<String> identities = List.of();
    private boolean replacing;
    private @Nullable String finished;
    private @Nullable String rejectsLoadedBy;
    private boolean undoing;
    private @Nullable Long undone;

    JournalState(JournalHeader header) {
        this.header = header;
    }

    /** What the operation began with. */
    public JournalHeader header() {
        return header;
    }

    /** How far a source is, or null where nothing of it is done. */
    public @Nullable Progress progress(SourceId source) {
        List<Progress> all = history(source);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** All steps of a source, each further than the one before. */
    public List<Progress> history(SourceId source) {
        return history.getOrDefault(source, List.of());
    }

    /** The documents in each collection when all were ready, or null where that was never reached. */
    public @Nullable List<Long> prepared() {
        return prepared;
    }

    /** What tells each collection from others of its name, once all were ready; empty texts where the server didn't say. */
    public List<String> identities() {
        return identities;
    }

    /** Whether collections that are loaded beside dropped ones have begun to take their places. */
    public boolean isReplacing() {
        return replacing;
    }

    /** Whether a collection's records are all done and its indexes built. */
    public boolean isDone(int collection) {
        return done.contains(collection);
    }

    /** How the operation finished, or null where something is left to do. */
    public @Nullable String finished() {
        return finished;
    }

    /** Whether somebody has begun to undo it. */
    public boolean isUndoing() {
        return undoing;
    }

    /** How many documents undoing has removed, or null where it hasn't come to its end. */
    public @Nullable Long undone() {
        return undone;
    }

    /** The records that are done. */
    public long records() {
        return history.values().stream()
                .filter(all -> !all.isEmpty())
                .mapToLong(all -> all.get(all.size() - 1).records())
                .sum();
    }

    /** The operation that loads this one's rejects, or null. */
    public @Nullable String rejectsLoadedBy() {
        return rejectsLoadedBy;
    }

    void add(SourceId source, Progress progress) {
        history.computeIfAbsent(source, place -> new ArrayList<>()).add(progress);
    }

    void prepared(List<Long> counts, List<String> collections) {
        prepared = List.copyOf(counts);
        identities = List.copyOf(collections);
    }

    void replacing() {
        replacing = true;
    }

    void done(int collection) {
        done.add(collection);
    }

    void cut(SourceId from, long end) {
        done.remove(from.collection());
        finished = null;
        history.forEach((source, all) -> {
            if (source.collection() == from.collection() && source.source() >= from.source()) {
                all.removeIf(progress -> source.source() > from.source() || progress.end() > end);
            }
        });
    }

    void finished(String status) {
        finished = status;
    }

    void rejectsLoaded(String by) {
        rejectsLoadedBy = by;
    }

    void undoing() {
        undoing = true;
    }

    void undone(long removed) {
        undone = removed;
    }
}
