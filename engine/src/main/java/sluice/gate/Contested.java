package sluice.gate;

import java.util.List;
import org.bson.RawBsonDocument;
import sluice.bson.Hash128;
import sluice.bson.Rejectable;
import sluice.outcome.RecordOrigin;

/**
 * A record whose key is held by another that the server may still refuse: kept until everything before it is settled.
 *
 * @param document its document, a copy
 * @param hashes of its keys
 * @param line counted over all sources
 * @param source the number of its source in the collection
 * @param origin the record
 */
public record Contested(RawBsonDocument document, List<Hash128> hashes, long line, int source, RecordOrigin origin)
        implements Rejectable {

    @Override
    public RecordOrigin origin(int index) {
        return origin;
    }
}
