package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedDocumentsTest {
    @TempDir
    private Path folder;

    @Test
    void documentsAreAnIdAndTheColumnsAsStrings() throws IOException {
        EncodedDocuments documents = EncodedDocuments.of(SampleCustomers.write(folder, 3));

        List<RawBsonDocument> decoded =
                decoded(documents.messages("d", "c", 1000).get(0));

        assertThat(documents.rows()).isEqualTo(3);
        assertThat(decoded).hasSize(3);
        RawBsonDocument second = decoded.get(1);
        assertThat(second.keySet()).first().isEqualTo("_id");
        assertThat(List.copyOf(second.keySet()).subList(1, 9)).isEqualTo(SampleCustomers.COLUMNS);
        assertThat(second.getString("user_id").getValue()).isEqualTo("C000002");
        assertThat(second.getString("Name").getValue()).isEqualTo("Zo\u00eb");
        assertThat(second.getString("Home_address").getValue()).isEqualTo("2 Main St, Suite 2");
        assertThat(decoded).extracting(document -> document.getObjectId("_id")).isSorted();
    }

    @Test
    void messagesHoldAllDocumentsOnce() throws IOException {
        int rows = 2 * EncodedDocuments.ROWS_PER_PIECE + 10;
        EncodedDocuments documents = EncodedDocuments.of(SampleCustomers.write(folder, rows));

        for (int size : List.of(1, EncodedDocuments.ROWS_PER_PIECE, 2 * EncodedDocuments.ROWS_PER_PIECE, 100_000)) {
            List<InsertMessage> messages = documents.messages("d", "c", size);

            assertThat(messages.stream().mapToInt(InsertMessage::documents).sum())
                    .isEqualTo(rows);
            assertThat(messages)
                    .allSatisfy(message -> assertThat(decoded(message)).hasSize(message.documents()));
            assertThat(messages.stream()
                            .flatMap(message -> message.body().stream())
                            .mapToLong(ByteBuffer::remaining)
                            .sum())
                    .isEqualTo(documents.bytes());
        }
    }

    @Test
    void lengthInTheHeaderIsTheLengthOfTheMessage() throws IOException {
        InsertMessage message = EncodedDocuments.of(SampleCustomers.write(folder, 5))
                .messages("d", "c", 1000)
                .get(0);

        int length = 0;
        for (ByteBuffer part : message.parts()) {
            length += part.remaining();
        }

        assertThat(message.parts()[0].order(ByteOrder.LITTLE_ENDIAN).getInt(0)).isEqualTo(length);
    }

    @Test
    void rowWithAFieldTooFewIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "a,b\n1\n");

        assertThatThrownBy(() -> EncodedDocuments.of(file)).hasMessageContaining("row 0 has 1 fields");
    }

    private static List<RawBsonDocument> decoded(InsertMessage message) {
        List<RawBsonDocument> documents = new ArrayList<>();
        for (ByteBuffer piece : message.body()) {
            ByteBuffer rest = piece.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            while (rest.hasRemaining()) {
                byte[] document = new byte[rest.getInt(rest.position())];
                rest.get(document);
                documents.add(new RawBsonDocument(document));
            }
        }
        return documents;
    }
}
