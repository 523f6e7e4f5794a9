package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;

/** Makes a checked document ready for storing: its _id stands first, and is there. */
final class RawDocument {
    private static final byte[] ID = {'_', 'i', 'd'};

    private RawDocument() {}

    /** Encodes and checks a document that the library made. */
    static byte[] storable(Document document) {
        byte[] encoded = BsonWriter.document(document);
        if (encoded.length > BsonCheck.MAX_DOCUMENT) {
            throw Errors.tooLarge(encoded.length);
        }
        BsonCheck.document(encoded, 0, encoded.length);
        return encoded;
    }

    static byte[] withId(byte[] document) {
        int element = FieldKeys.find(document, 0, ID);
        if (element < 0) {
            byte[] id = new byte[17];
            id[0] = 0x07;
            System.arraycopy(ID, 0, id, 1, ID.length);
            System.arraycopy(new ObjectId().toByteArray(), 0, id, 5, 12);
            return assemble(id, document, document.length - 1);
        }
        byte type = document[element];
        if (type == 0x04 || type == 0x0B) {
            throw new MongoServerError(
                    53, "InvalidIdField", "The '_id' value cannot be of type " + (type == 0x04 ? "array" : "regex"));
        }
        if (element == 4) {
            return document;
        }
        int end = BsonReader.skip(document, type, FieldKeys.valueOf(document, element));
        byte[] rest = new byte[document.length - (end - element)];
        System.arraycopy(document, 0, rest, 0, element);
        System.arraycopy(document, end, rest, element, document.length - end);
        return assemble(Arrays.copyOfRange(document, element, end), rest, rest.length - 1);
    }

    private static byte[] assemble(byte[] id, byte[] rest, int restEnd) {
        byte[] whole = new byte[restEnd + 1 + id.length];
        Numbers.int32(whole, 0, whole.length);
        System.arraycopy(id, 0, whole, 4, id.length);
        System.arraycopy(rest, 4, whole, 4 + id.length, restEnd - 4);
        return whole;
    }
}
