package sluice.embedded;

import java.nio.ByteBuffer;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;

/** Documents like those a load writes. */
final class Samples {
    private Samples() {}

    /** A document of nine fields and about 160 bytes, encoded as a loader would, with an _id that tells the row. */
    static RawBsonDocument raw(int row, String key) {
        BasicOutputBuffer buffer = new BasicOutputBuffer(256);
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            writer.writeStartDocument();
            writer.writeObjectId("_id", id(row));
            writer.writeString("user_id", key);
            writer.writeString("name", "Name " + row);
            writer.writeString("city", "Seattle");
            writer.writeString("phone", "206-555-0100");
            writer.writeInt32("limit", row);
            writer.writeDouble("rate", row / 7.0);
            writer.writeDateTime("since", 1_000_000L * row);
            writer.writeBoolean("active", row % 2 == 0);
            writer.writeEndDocument();
        }
        return new RawBsonDocument(buffer.getInternalBuffer(), 0, buffer.getSize());
    }

    static ObjectId id(int row) {
        return new ObjectId(
                ByteBuffer.allocate(12).putInt(0, 0x6000_0000).putInt(8, row).array());
    }
}
