package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;
import sluice.plan.Names;
import sluice.plan.ValueType;
import sluice.reject.Reject;
import sluice.reject.RejectCode;
import sluice.source.SourceException;

/**
 * Encodes the records of one source as documents. Not thread-safe: each worker has its own.
 *
 * <p>Hot path: the layout is flattened once into steps, so that a record costs one pass over them and no object.
 */
public final class DocumentEncoder {
    /** The largest document the server takes. */
    static final int MAX_DOCUMENT_BYTES = 16 << 20;

    private static final byte[] ID = {'_', 'i', 'd', 0};

    private final DocumentLayout layout;
    private final DocumentIds ids;
    private final CsvParser parser;
    private final Step[] steps;
    private final @Nullable ValueWriter idWriter;
    private final int[] open = new int[Names.MAX_DEPTH];
    private final KeyHasher hasher;
    /** Where each column's element starts in the buffer, or -1 where the record at hand has none. */
    private final int[] elements;

    /** One action: open or close a sub-document, or write a column's value. */
    private record Step(
            Action action,
            byte[] name,
            int column,
            @Nullable ValueWriter writer,
            boolean text) {}

    private enum Action {
        OPEN,
        CLOSE,
        VALUE
    }

    /** An encoder for a source written in a dialect. */
    public DocumentEncoder(DocumentLayout layout, DocumentIds ids, Dialect dialect, KeyHasher hasher) {
        this.layout = layout;
        this.hasher = hasher;
        elements = new int[layout.columns().size()];
        this.ids = ids;
        parser = new CsvParser(dialect);
        List<Step> flat = new ArrayList<>();
        layout.tree().fields().forEach(field -> flatten(field, flat));
        steps = flat.toArray(new Step[0]);
        idWriter = layout.id() < 0
                ? null
                : ValueWriter.of(layout.columns().get(layout.id()).type());
    }

    private void flatten(DocumentLayout.Node field, List<Step> flat) {
        byte[] name = (field.name + "\0").getBytes(StandardCharsets.UTF_8);
        if (field.column != null) {
            ValueType type = layout.columns().get(field.column).type();
            flat.add(new Step(Action.VALUE, name, field.column, ValueWriter.of(type), type == ValueType.STRING));
        } else {
            flat.add(new Step(Action.OPEN, name, -1, null, false));
            field.fields().forEach(inner -> flatten(inner, flat));
            flat.add(new Step(Action.CLOSE, name, -1, null, false));
        }
    }

    /** Encodes every record of a chunk into {@code out}, which is emptied first. */
    public void encode(Chunk chunk, EncodedChunk out) {
        if (chunk.end() > DocumentIds.OFFSET_LIMIT && idWriter == null) {
            throw new SourceException(
                    "A file larger than 1 TiB can't have generated ids; split it, or name a column for"
                            + " _id with id:.");
        }
        out.reset(chunk, layout);
        parser.reset(chunk);
        CsvRecord record = parser.record();
        BsonBuffer buffer = out.buffer();
        while (parser.next()) {
            int start = buffer.position();
            Reject reject = encode(record, chunk, buffer);
            if (reject == null) {
                out.add(record, elements, hasher);
            } else {
                buffer.rewind(start);
                out.rejects().add(reject);
            }
        }
        out.ended(parser.line());
    }

    private @Nullable Reject encode(CsvRecord record, Chunk chunk, BsonBuffer out) {
        CsvProblem problem = record.problem();
        if (problem != null) {
            return reject(RejectCode.MALFORMED, record, chunk, record.problemField(), problem.message());
        }
        if (record.fieldCount() != layout.columns().size()) {
            return reject(
                    RejectCode.RAGGED,
                    record,
                    chunk,
                    -1,
                    "has " + record.fieldCount() + " fields, the header has "
                            + layout.columns().size() + " columns");
        }
        for (int i = 0; i < layout.key().size(); i++) {
            int column = layout.key().get(i);
            if (record.start(column) == record.end(column)) {
                return reject(RejectCode.EMPTY_KEY, record, chunk, column, "has no value and is part of the key");
            }
        }
        Arrays.fill(elements, -1);
        int start = out.startDocument();
        Reject reject = writeId(record, chunk, out);
        if (reject == null) {
            reject = writeFields(record, chunk, out);
        }
        if (reject != null) {
            return reject;
        }
        out.endDocument(start);
        int length = out.position() - start;
        return length <= MAX_DOCUMENT_BYTES
                ? null
                : reject(
                        RejectCode.TOO_LARGE,
                        record,
                        chunk,
                        -1,
                        "is a document of " + length + " bytes; the server takes up to " + MAX_DOCUMENT_BYTES);
    }

    private @Nullable Reject writeId(CsvRecord record, Chunk chunk, BsonBuffer out) {
        if (idWriter == null) {
            if (layout.form() != DocumentLayout.Form.DOCUMENT) {
                return null;
            }
            out.putHead(ValueWriter.OBJECT_ID, ID);
            ids.write(record.offset(), out);
            return null;
        }
        int column = layout.id();
        if (record.start(column) == record.end(column)) {
            return reject(RejectCode.EMPTY_KEY, record, chunk, column, "has no value and is the document's _id");
        }
        elements[column] = out.position();
        boolean written = idWriter.write(ID, record.bytes(column), record.start(column), record.end(column), out);
        return written ? null : wrongValue(record, chunk, column);
    }

    private @Nullable Reject writeFields(CsvRecord record, Chunk chunk, BsonBuffer out) {
        int depth = 0;
        for (Step step : steps) {
            switch (step.action) {
                case OPEN -> {
                    out.putHead(ValueWriter.DOCUMENT, step.name);
                    open[depth++] = out.startDocument();
                }
                case CLOSE -> out.endDocument(open[--depth]);
                case VALUE -> {
                    if (!writeValue(step, record, out)) {
                        return wrongValue(record, chunk, step.column);
                    }
                }
            }
        }
        return null;
    }

    private boolean writeValue(Step step, CsvRecord record, BsonBuffer out) {
        int column = step.column;
        int from = record.start(column);
        int to = record.end(column);
        elements[column] = out.position();
        if (from == to && !step.text) {
            out.putHead(ValueWriter.NULL, step.name);
            return true;
        }
        return step.writer == null || step.writer.write(step.name, record.bytes(column), from, to, out);
    }

    private Reject wrongValue(CsvRecord record, Chunk chunk, int column) {
        ValueType type = layout.columns().get(column).type();
        boolean utf8 = Utf8.isValid(record.bytes(column), record.start(column), record.end(column));
        return utf8
                ? reject(
                        RejectCode.WRONG_TYPE,
                        record,
                        chunk,
                        column,
                        "is no " + type.word() + ": " + type.description())
                : reject(RejectCode.INVALID_UTF8, record, chunk, column, "is no valid UTF-8");
    }

    private Reject reject(RejectCode code, CsvRecord record, Chunk chunk, int column, String message) {
        boolean known = column >= 0 && column < layout.columns().size();
        return new Reject(
                code,
                record.line(),
                record.offset(),
                known ? layout.columns().get(column).name() : null,
                known ? value(record, column) : null,
                message,
                0,
                null,
                Arrays.copyOfRange(chunk.bytes(), record.rawStart(), record.rawEnd()));
    }

    /** The value at fault; an empty one says nothing. */
    private static @Nullable String value(CsvRecord record, int column) {
        boolean empty = record.start(column) == record.end(column);
        return empty ? null : shorten(record.string(column, StandardCharsets.UTF_8));
    }

    private static String shorten(String value) {
        return value.length() <= Reject.MAX_VALUE_LENGTH ? value : value.substring(0, Reject.MAX_VALUE_LENGTH) + "…";
    }
}
