package sluice.bson;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.RawBsonDocument;
import sluice.plan.WriteMode;

/** Whether writing a document would change the one that is there: by the bytes, as the server decides it. */
final class Contents {
    private Contents() {}

    /**
     * Compares.
     *
     * @param content the array that holds what would be written, a document that starts at {@code start}
     */
    static boolean equal(WriteMode mode, byte[] content, int start, RawBsonDocument found) {
        ByteBuffer buffer = found.getByteBuffer().asNIO();
        byte[] there = buffer.array();
        int thereStart = buffer.arrayOffset() + buffer.position();
        return mode == WriteMode.MERGE
                ? hasAll(content, start, there, thereStart)
                : Arrays.equals(
                        content,
                        afterId(content, start),
                        start + BsonElements.intAt(content, start),
                        there,
                        afterId(there, thereStart),
                        thereStart + BsonElements.intAt(there, thereStart));
    }

    /** Where the fields begin that are not {@code _id}, which a document keeps; the server puts it first. */
    private static int afterId(byte[] bytes, int document) {
        int first = document + Integer.BYTES;
        int element = BsonElements.find(bytes, document, "_id");
        return element == first
                ? BsonElements.valueEnd(bytes, bytes[element], BsonElements.valueStart(bytes, element))
                : first;
    }

    /** Whether every field that would be set, dots for nesting, has its value already. */
    private static boolean hasAll(byte[] content, int start, byte[] there, int thereStart) {
        int element = start + Integer.BYTES;
        while (content[element] != 0) {
            int value = BsonElements.valueStart(content, element);
            int end = BsonElements.valueEnd(content, content[element], value);
            String name = new String(content, element + 1, value - element - 2, StandardCharsets.UTF_8);
            int found = BsonElements.find(there, thereStart, name);
            if (found < 0 || there[found] != content[element]) {
                return false;
            }
            int foundValue = BsonElements.valueStart(there, found);
            int foundEnd = BsonElements.valueEnd(there, there[found], foundValue);
            if (!Arrays.equals(content, value, end, there, foundValue, foundEnd)) {
                return false;
            }
            element = end;
        }
        return true;
    }
}
