package sluice.server;

import com.mongodb.ConnectionString;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * What the server can do.
 *
 * @param retryableWrites whether a write that is sent twice under one number is carried out once
 * @param transactions whether it has them
 * @param comments whether a write command may carry a comment, by which it is found among what is under way
 */
record Abilities(boolean retryableWrites, boolean transactions, boolean comments) {
    /** The first server that takes a comment in write commands: 4.4. */
    private static final int WIRE_VERSION_WITH_COMMENTS = 9;

    static Abilities of(BsonDocument hello, ConnectionString uri) {
        boolean transactions =
                hello.containsKey("logicalSessionTimeoutMinutes") && (hello.containsKey("setName") || isRouter(hello));
        boolean retryable = transactions && !Boolean.FALSE.equals(uri.getRetryWritesValue());
        int wireVersion = hello.getInt32("maxWireVersion", new BsonInt32(0)).getValue();
        return new Abilities(retryable, transactions, wireVersion >= WIRE_VERSION_WITH_COMMENTS);
    }

    /** Whether the server that answered routes to the shards of a cluster. */
    static boolean isRouter(BsonDocument hello) {
        return hello.containsKey("msg") && hello.getString("msg").getValue().equals("isdbgrid");
    }
}
