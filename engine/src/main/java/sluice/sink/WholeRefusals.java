package sluice.sink;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.server.ServerCodes;
import sluice.server.ServerException;

/**
 * Decides what it means when a command is refused as a whole though it holds a single document only. An error that we don't know
 * is the document's if another document of the batch was taken, and the server's if none was. Not thread-safe; one for
 * each batch.
 */
final class WholeRefusals {
    private final WriteChannel channel;
    private boolean taken;
    private @Nullable BsonDocument suspect;

    WholeRefusals(WriteChannel channel) {
        this.channel = channel;
    }

    /** The server took a document. */
    void taken() {
        taken = true;
    }

    /**
     * The server refuses a document that is alone in its command.
     *
     * @throws ServerException if it refuses every one
     */
    void refused(BsonDocument error) {
        if (taken || ServerCodes.isDocumentsFault(WriteErrors.code(error))) {
            return;
        }
        requireNoSuspect();
        suspect = error;
    }

    /**
     * Ends a batch.
     *
     * @throws ServerException if a document was refused and none taken
     */
    void end() {
        if (!taken) {
            requireNoSuspect();
        }
    }

    private void requireNoSuspect() {
        if (suspect != null) {
            throw channel.failed("reports an error.", suspect);
        }
    }
}
