package sluice.verify;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import sluice.bson.DocumentIds;
import sluice.load.Known;
import sluice.report.LoadSummary;

/** What an operation's summary and reject files tell of it. Thread-safe. */
public final class KnownOperation implements Known {
    private static final int FINGERPRINT_MASK = (1 << 24) - 1;

    private final DocumentIds first;
    /** By collection and source, in plan order. */
    private final List<List<RejectedOffsets>> rejected;

    private KnownOperation(DocumentIds first, List<List<RejectedOffsets>> rejected) {
        this.first = first;
        this.rejected = rejected;
    }

    /**
     * Reads where the rejected records are.
     *
     * @param first the ids of the operation's first source; each further source has the next fingerprint
     * @throws UncheckedIOException where a file of reasons can't be read
     */
    public static KnownOperation of(LoadSummary summary, DocumentIds first) {
        Path directory = Path.of(summary.directory());
        return new KnownOperation(
                first,
                summary.collections().stream()
                        .map(collection -> collection.sources().stream()
                                .map(source -> source.reasons() == null
                                        ? RejectedOffsets.NONE
                                        : RejectedOffsets.read(directory.resolve(source.reasons())))
                                .toList())
                        .toList());
    }

    @Override
    public DocumentIds ids(int collection, int source) {
        int number = source;
        for (int i = 0; i < collection; i++) {
            number += rejected.get(i).size();
        }
        return new DocumentIds(first.startSeconds(), (first.fingerprint() + number) & FINGERPRINT_MASK);
    }

    @Override
    public boolean rejected(int collection, int source, long offset) {
        return rejected.get(collection).get(source).contains(offset);
    }
}
