package sluice.gate;

import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * The generated {@code _id}s of a collection's records, where an earlier try of the operation may have inserted some of
 * those that are loaded now.
 *
 * @param from the first
 * @param to the first after all
 */
public record EarlierAttempt(ObjectId from, ObjectId to) {

    /** Whether a document found is that of a record after this one: it takes no key from it. */
    boolean insertedLater(BsonValue found, BsonValue own) {
        return found.isObjectId()
                && own.isObjectId()
                && found.asObjectId().getValue().compareTo(from) >= 0
                && found.asObjectId().getValue().compareTo(to) < 0
                && found.asObjectId().compareTo(own.asObjectId()) > 0;
    }
}
