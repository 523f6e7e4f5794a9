package sluice.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes rows as BSON documents, one after the other. Not thread-safe. */
final class DocumentWriter {
    private static final byte OBJECT_ID = 0x07;
    private static final byte STRING = 0x02;
    /** Any time will do: the first four bytes of an ObjectId. */
    private static final int SECONDS = 0x65000000;

    private final List<byte[]> names;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private ByteBuffer document = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);

    DocumentWriter(List<String> header) {
        this.names = header.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Appends a row's document; the number makes its {@code _id}, ascending as in any load. */
    void write(List<String> row, long number) {
        if (row.size() != names.size()) {
            throw new IllegalArgumentException(
                    "row " + number + " has " + row.size() + " fields, the header " + names.size());
        }
        List<byte[]> values = row.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = 4 + 5 + 12 + 1;
        for (int i = 0; i < values.size(); i++) {
            size += 1 + names.get(i).length + 1 + 4 + values.get(i).length + 1;
        }
        reserve(size);
        document.putInt(size).put(OBJECT_ID).put(new byte[] {'_', 'i', 'd', 0});
        // An ObjectId is big-endian.
        document.putInt(Integer.reverseBytes(SECONDS)).putLong(Long.reverseBytes(number));
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.get(i);
            document.put(STRING).put(names.get(i)).put((byte) 0);
            document.putInt(value.length + 1).put(value).put((byte) 0);
        }
        document.put((byte) 0);
        piece.write(document.array(), 0, document.position());
    }

    /** What was written since the last call, outside the heap. */
    ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.allocateDirect(piece.size()).put(piece.toByteArray());
        piece.reset();
        return taken.flip().asReadOnlyBuffer();
    }

    private void reserve(int size) {
        if (document.capacity() < size) {
            document = ByteBuffer.allocate(2 * size).order(ByteOrder.LITTLE_ENDIAN);
        }
        document.clear();
    }
}
