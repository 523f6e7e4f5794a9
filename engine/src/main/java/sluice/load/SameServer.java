package sluice.load;

import sluice.journal.JournalException;
import sluice.sink.Server;

/**
 * Makes sure that an operation is gone on with, or undone, where it began: elsewhere only the rest of it would be loaded, or
 * nothing of it removed. A server may be known by several addresses, so documents with the operation's own {@code _id}s
 * are proof too.
 */
final class SameServer {
    private SameServer() {}

    /**
     * Checks.
     *
     * @param lost what the server lacks of the operation's documents
     * @throws JournalException where this is another server, or nothing proves that it isn't
     */
    static void require(Operation operation, Server server, LostWrites lost) {
        if (place(server.description()).equals(place(operation.header().server()))) {
            return;
        }
        String id = operation.directory().id();
        String where = id + ": began on " + operation.header().server() + "; this is " + server.description();
        if (lost.documents() > 0) {
            throw new JournalException(where + ", which lacks " + lost.documents()
                    + " of the documents loaded before. Name the server it began on with --uri.");
        }
        boolean proven = false;
        for (int i = 0; i < operation.targets().size(); i++) {
            proven |= LostWrites.canBeFound(operation.targets().get(i)) && operation.grown(i) > 0;
        }
        if (!proven) {
            throw new JournalException(
                    where + ", and nothing there proves that it is the same. Name it with --uri by the"
                            + " address it began with.");
        }
    }

    /** The embedded server and one with an address have descriptions that tell where they are. */
    private static String place(String description) {
        int at = description.lastIndexOf(", at ");
        return at < 0 ? description : description.substring(at);
    }
}
