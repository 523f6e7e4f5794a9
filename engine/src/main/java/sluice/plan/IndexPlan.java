package sluice.plan;

import org.bson.BsonDocument;

/**
 * An index that is built after the load.
 *
 * @param keys the fields with their directions or kinds, as the server takes them; not empty
 * @param options what else the server's {@code createIndexes} takes, such as {@code unique} or {@code name}
 */
public record IndexPlan(BsonDocument keys, BsonDocument options) {}
