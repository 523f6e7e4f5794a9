package sluice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.DocumentLayout;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.csv.Chunk;
import sluice.csv.Dialect;
import sluice.plan.ValueType;

/**
 * The encoder: a cell of any type, JSON too, is a reject or a field of a document that is sound BSON and not nested too deeply.
 * Input: a type, then one cell a record.
 */
public final class EncoderTarget {
    private static final Dialect CELLS =
            Dialect.builder().noQuote().delimiter('\u0001').lineEnd("\n").build();

    private EncoderTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        ValueType[] types = ValueType.values();
        ValueType type = types[input.choose(types.length - 1)];
        byte[] cells = input.rest();
        DocumentLayout layout = new DocumentLayout(
                List.of(new DocumentLayout.Column("v", List.of("v"), type)), List.of(), -1, List.of());
        EncodedChunk encoded = new EncodedChunk();
        new DocumentEncoder(layout, new DocumentIds(1, 2), CELLS, new KeyHasher(1))
                .encode(new Chunk(0, 0, 1, cells), encoded);
        assertThat(encoded.count() + encoded.rejects().size()).isEqualTo((int) encoded.records());
        encoded.rejects().forEach(reject -> assertThat(reject.message()).isNotBlank());
        for (int i = 0; i < encoded.count(); i++) {
            check(encoded.document(i), type);
        }
    }

    private static void check(RawBsonDocument raw, ValueType type) {
        BsonDocumentCodec codec = new BsonDocumentCodec();
        BsonDocument document = raw.decode(codec);
        assertThat(document).containsOnlyKeys("_id", "v");
        byte[] again = new RawBsonDocument(document, codec).getByteBuffer().array();
        byte[] written = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(written);
        // The driver replaces bytes that are not UTF-8; of text there must be none.
        assertThat(Arrays.copyOf(again, written.length)).as(type.word()).isEqualTo(written);
    }
}
