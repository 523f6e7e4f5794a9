package sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The documents that Sluice makes of a CSV file with {@code --types string}, as finished BSON outside the heap: an
 * ObjectId, then the columns as strings.
 */
final class EncodedDocuments {
    /** Messages are made of whole pieces. */
    static final int ROWS_PER_PIECE = 250;

    private final List<ByteBuffer> pieces;
    private final long rows;
    private final long bytes;

    private EncodedDocuments(List<ByteBuffer> pieces, long rows, long bytes) {
        this.pieces = pieces;
        this.rows = rows;
        this.bytes = bytes;
    }

    static EncodedDocuments of(Path csv) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            CsvRows rows = new CsvRows(in);
            List<String> header = rows.next().orElseThrow(() -> new IOException(csv + " is empty"));
            return encode(header, rows);
        }
    }

    private static EncodedDocuments encode(List<String> header, CsvRows rows) throws IOException {
        List<ByteBuffer> pieces = new ArrayList<>();
        DocumentWriter writer = new DocumentWriter(header);
        long count = 0;
        long bytes = 0;
        for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
            writer.write(row.get(), count);
            count++;
            if (count % ROWS_PER_PIECE == 0) {
                pieces.add(writer.take());
            }
        }
        if (count % ROWS_PER_PIECE != 0) {
            pieces.add(writer.take());
        }
        for (ByteBuffer piece : pieces) {
            bytes += piece.remaining();
        }
        return new EncodedDocuments(pieces, count, bytes);
    }

    long rows() {
        return rows;
    }

    /** The size of all documents: what the server reports as the size of the collection. */
    long bytes() {
        return bytes;
    }

    /** Finished insert commands of about so many documents each; every call makes new ones over the same bytes. */
    List<InsertMessage> messages(String database, String collection, int documentsPerMessage) {
        int piecesPerMessage = Math.max(1, documentsPerMessage / ROWS_PER_PIECE);
        List<InsertMessage> messages = new ArrayList<>();
        long left = rows;
        for (int from = 0; from < pieces.size(); from += piecesPerMessage) {
            List<ByteBuffer> part = pieces.subList(from, Math.min(pieces.size(), from + piecesPerMessage));
            int documents = (int) Math.min(left, (long) part.size() * ROWS_PER_PIECE);
            messages.add(InsertMessage.of(database, collection, documents, part));
            left -= documents;
        }
        return messages;
    }
}
