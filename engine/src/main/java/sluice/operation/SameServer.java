package sluice.operation;

import java.util.List;
import java.util.Objects;
import sluice.journal.JournalException;
import sluice.server.Server;
import sluice.target.Target;

/**
 * Makes sure that an operation is gone on with, or undone, where it began: elsewhere only the rest of it would be loaded, or
 * nothing of it removed. A server may be known by several addresses, so documents with the operation's own {@code _id}s
 * are proof too.
 */
public final class SameServer {
    private SameServer() {}

    /** What tells each collection from others of its name. */
    public static List<String> identities(List<Target> targets) {
        return targets.stream()
                .map(target -> Objects.requireNonNullElse(target.collection().identity(), ""))
                .toList();
    }

    /**
     * Checks.
     *
     * @param lost what the server lacks of the operation's documents
     * @throws JournalException where this is another server, or nothing proves that it isn't
     */
    public static void require(Operation operation, Server server, LostWrites lost) {
        if (provenByIdentity(operation, server)) {
            return;
        }
        if (server.identity().isAt(operation.header().server())) {
            return;
        }
        String id = operation.directory().id();
        String where =
                id + ": began on " + operation.header().server().description() + "; this is " + server.description();
        if (lost.documents() > 0) {
            throw new JournalException(where + ", which lacks " + lost.documents()
                    + " of the documents loaded before. Name the server it began on with --uri.");
        }
        boolean proven = false;
        for (LoadedCollection collection : operation.collections()) {
            proven |= LostWrites.canBeFound(collection.target()) && operation.grown(collection) > 0;
        }
        if (!proven) {
            throw new JournalException(
                    where + ", and nothing there proves that it is the same. Name it with --uri by the"
                            + " address it began with.");
        }
    }

    /**
     * Whether the collections are those that were loaded into.
     *
     * @throws JournalException where one is another
     */
    private static boolean provenByIdentity(Operation operation, Server server) {
        List<String> known = operation.journal().state().identities();
        boolean proven = !known.isEmpty();
        for (int i = 0; i < known.size(); i++) {
            LoadedCollection collection = operation.collections().get(i);
            String before = known.get(i);
            String now = collection.target().collection().identity();
            boolean removed = now == null && operation.journal().state().isUndoing();
            if (!before.isEmpty() && !before.equals(now) && !removed) {
                throw new JournalException(operation.directory().id() + ": "
                        + collection.name()
                        + (now == null ? " is not there" : " is not the collection that it loaded into")
                        + ". It began on "
                        + operation.header().server().description() + ", this is " + server.description()
                        + ": name the server it began on with --uri. If the collection was dropped or made anew there,"
                        + " nothing of the operation is left to go on with or to undo.");
            }
            proven &= !before.isEmpty();
        }
        return proven;
    }
}
