package sluice.load;

import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * The generated {@code _id}s of a collection's records, where an earlier try of the operation may have inserted some of
 * those that are loaded now.
 *
 * @param from the first
 * @param to the first after all
 */
record EarlierTry(ObjectId from, ObjectId to) {

    /** Whether a document found is the record's own, or that of a later record: it takes no key from it. */
    boolean inserted(BsonValue found, BsonValue own) {
        return found.equals(own)
                || (found.isObjectId()
                        && own.isObjectId()
                        && found.asObjectId().getValue().compareTo(from) >= 0
                        && found.asObjectId().getValue().compareTo(to) < 0
                        && found.asObjectId().compareTo(own.asObjectId()) > 0);
    }
}
