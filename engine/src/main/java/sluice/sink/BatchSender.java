package sluice.sink;

import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import sluice.bson.Selection;
import sluice.server.Retries;
import sluice.server.ServerException;

/**
 * Sends the documents or statements of one batch, in order, until each is settled. What fails with a transient error is sent
 * again: the whole command, or the parts that the server names. A command that is refused whole is sent in halves, until the
 * part at fault is alone. Not thread-safe.
 */
final class BatchSender {
    private final WriteChannel channel;
    private final Parts parts;
    private final Retries.Retry retry;
    private final WholeRefusals whole;

    /** The parts of a batch, documents or statements, known by their numbers. */
    interface Parts {
        /** Makes a command of some of the parts. */
        RawBsonDocument command(BsonDocument head, Selection sent);

        /**
         * Reads the reply to a command.
         *
         * @param repeated whether an earlier try of the same parts may have been carried out
         */
        Rest read(WriteChannel.Reply reply, Selection sent, boolean repeated);

        /** Takes note that the server refuses a part. */
        void refused(BsonDocument error, int part);
    }

    /**
     * What is left after a reply.
     *
     * @param taken whether the server took any of the parts
     * @param again the parts that have to be sent again
     * @param error why; empty if none has to
     */
    record Rest(boolean taken, Selection again, BsonDocument error) {}

    BatchSender(WriteChannel channel, Parts parts) {
        this.channel = channel;
        this.parts = parts;
        retry = channel.begin();
        whole = new WholeRefusals(channel);
    }

    /**
     * Sends parts until all are settled.
     *
     * @throws ServerException if the server fails for a reason that is not a document's fault
     */
    void send(Selection all) {
        send(all, false);
        whole.end();
    }

    private void send(Selection some, boolean sentBefore) {
        Selection left = some;
        boolean repeated = sentBefore;
        while (left.count() > 0) {
            Selection sent = left;
            WriteChannel.Reply reply = channel.send(retry, head -> parts.command(head, sent));
            repeated |= reply.repeated();
            left = reply.refused() ? halve(reply.body(), sent, repeated) : read(reply, sent, repeated);
        }
    }

    /** Sends the first half; a part alone is what the server refuses. */
    private Selection halve(BsonDocument error, Selection sent, boolean repeated) {
        int half = sent.count() / 2;
        if (half > 0) {
            send(range(sent, 0, half), repeated);
            return range(sent, half, sent.count());
        }
        whole.refused(error);
        parts.refused(error, sent.get(0));
        return new Selection();
    }

    private Selection read(WriteChannel.Reply reply, Selection sent, boolean repeated) {
        Rest rest = parts.read(reply, sent, repeated);
        if (rest.taken) {
            whole.taken();
        }
        if (rest.again.count() > 0) {
            retry.await(channel.failed("reports an error.", rest.error), WriteErrors.reason(rest.error));
        }
        return rest.again;
    }

    private static Selection range(Selection whole, int from, int to) {
        Selection range = new Selection();
        for (int i = from; i < to; i++) {
            range.add(whole.get(i));
        }
        return range;
    }
}
