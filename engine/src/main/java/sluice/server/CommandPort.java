package sluice.server;

import com.mongodb.MongoException;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * The way of commands to one database of a server. Each method sends once and waits for the answer; sending again is up to
 * the caller. Not thread-safe.
 */
public interface CommandPort extends AutoCloseable {

    /**
     * Sends a write command.
     *
     * @param command with the number from {@link #nextNumber}, if the server numbers writes
     * @return the server's reply, which may hold errors of single documents
     * @throws MongoException if the server refuses the command as a whole, or can't be reached
     */
    BsonDocument run(BsonDocument command);

    /**
     * The number of a write that is sent next: a server that numbers writes carries out each of its statements once, however
     * often it gets them under one number.
     */
    long nextNumber();

    /**
     * Sends an administrative command, on another connection than a write that may be under way.
     *
     * @throws MongoException if the server refuses it, or can't be reached
     */
    BsonDocument administer(BsonDocument command);

    /**
     * The documents of a collection that match a filter.
     *
     * @throws MongoException if the server refuses to say, or can't be reached
     */
    List<RawBsonDocument> find(String collection, BsonDocument filter);

    /** Gives back what the server keeps for this port. */
    @Override
    void close();
}
