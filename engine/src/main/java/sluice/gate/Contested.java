package sluice.gate;

import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.Rejectable;
import sluice.reject.Reject;
import sluice.reject.RejectCode;

/**
 * A record whose key is held by another that the server may still refuse: kept until everything before it is settled.
 *
 * @param document its document, a copy
 * @param hashes of its keys
 * @param line counted over all sources
 * @param source the number of its source in the collection
 * @param template a reject of it, for line, offset and bytes
 */
public record Contested(RawBsonDocument document, long[] hashes, long line, int source, Reject template)
        implements Rejectable {

    @Override
    public Reject reject(
            int index,
            RejectCode code,
            @Nullable String column,
            String message,
            int serverCode,
            @Nullable String errInfo) {
        return new Reject(
                code,
                template.line(),
                template.offset(),
                column,
                null,
                message,
                serverCode,
                errInfo,
                template.original());
    }
}
