package sluice.server;

import org.bson.BsonDocument;

/**
 * What the server and the user ask of every write command.
 *
 * @param concern the write concern
 * @param numbered whether the server numbers writes, so that one that is sent twice is carried out once
 * @param comments whether a write command may carry a comment, by which it is found among what is under way
 * @param operation the id of the operation that writes, or an empty text
 */
public record WriteTerms(BsonDocument concern, boolean numbered, boolean comments, String operation) {}
