package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;
import sluice.csv.Utf8;
import sluice.outcome.Reason;
import sluice.outcome.RecordOrigin;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.Blank;
import sluice.plan.ColumnPlan;
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
    private final int[] key;
    /** The columns that no cell may hold something in. */
    private final int[] vacant;
    /** By column; null where a cell is the value as it stands. */
    private final @Nullable ShapedWriter[] shaped;

    private final Nesting nesting = new Nesting();
    private final KeyHasher hasher;
    private Recoveries recovered = Recoveries.NONE;
    /** Where each column's element starts in the buffer, or -1 where the record at hand has none. */
    private final int[] elements;

    /** An encoder for a source that is written in a dialect and read strictly. */
    public DocumentEncoder(DocumentLayout layout, DocumentIds ids, Dialect dialect, KeyHasher hasher) {
        this(layout, ids, new CsvParser(dialect), hasher);
    }

    /** An encoder for the records of a parser. */
    public DocumentEncoder(DocumentLayout layout, DocumentIds ids, CsvParser parser, KeyHasher hasher) {
        this.layout = layout;
        this.hasher = hasher;
        this.ids = ids;
        int columns = layout.columns().size();
        elements = new int[columns];
        shaped = new @Nullable ShapedWriter[columns];
        for (int i = 0; i < columns; i++) {
            ColumnPlan plan = layout.columns().get(i).plan();
            boolean read = i == layout.id()
                    || layout.isField(i)
                    || layout.columns().get(i).vacant();
            shaped[i] = read && ShapedWriter.isNeeded(plan) ? new ShapedWriter(plan) : null;
        }
        key = layout.key().stream().mapToInt(Integer::intValue).toArray();
        this.parser = parser;
        vacant = IntStream.range(0, columns)
                .filter(column -> layout.columns().get(column).vacant())
                .toArray();
        steps = Step.of(layout, shaped);
        idWriter = layout.id() < 0
                ? null
                : ValueWriter.of(layout.columns().get(layout.id()).plan());
    }

    /** Encodes every record of a chunk into {@code out}, which is emptied first. */
    public void encode(Chunk chunk, EncodedChunk out) {
        if (chunk.end() > DocumentIds.OFFSET_LIMIT && layout.generatesIds()) {
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
        Recoveries all = Recoveries.of(parser);
        out.ended(parser.line(), all.minus(recovered));
        recovered = all;
    }

    private @Nullable Reject encode(CsvRecord record, Chunk chunk, BsonBuffer out) {
        CsvProblem problem = record.problem();
        if (problem != null) {
            return reject(
                    RejectCode.MALFORMED, record, chunk, record.problemField(), MalformedText.of(parser, problem));
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
        for (int column : vacant) {
            if (!isEmpty(record, column)) {
                return reject(
                        RejectCode.WRONG_VALUE,
                        record,
                        chunk,
                        column,
                        "stands in column " + (column + 1) + ", which has no name in the header, so it has no field to"
                                + " go into; name the column with --relabel");
            }
        }
        for (int column : key) {
            if (isEmpty(record, column)) {
                return reject(RejectCode.EMPTY_KEY, record, chunk, column, "has no value and is part of the key");
            }
        }
        Arrays.fill(elements, -1);
        nesting.clear();
        int start = out.startDocument();
        Reject reject = writeId(record, chunk, out);
        if (reject == null) {
            reject = writeFields(record, chunk, out, start);
        }
        if (reject != null) {
            return reject;
        }
        out.endDocument(start);
        int length = out.position() - start;
        return length <= MAX_DOCUMENT_BYTES ? null : tooLarge(record, chunk, String.valueOf(length));
    }

    private Reject tooLarge(CsvRecord record, Chunk chunk, String length) {
        return reject(
                RejectCode.TOO_LARGE,
                record,
                chunk,
                -1,
                "is a document of " + length + " bytes; the server takes up to " + MAX_DOCUMENT_BYTES);
    }

    private boolean isEmpty(CsvRecord record, int column) {
        ShapedWriter shape = shaped[column];
        int from = record.start(column);
        int to = record.end(column);
        return shape == null ? from == to : shape.isEmpty(record.bytes(column), from, to);
    }

    private @Nullable Reject writeId(CsvRecord record, Chunk chunk, BsonBuffer out) {
        if (idWriter == null) {
            if (layout.form() == DocumentLayout.Form.DOCUMENT) {
                out.putHead(BsonElements.OBJECT_ID, ID);
                ids.write(record.offset(), out);
            }
            return null;
        }
        int column = layout.id();
        if (isEmpty(record, column)) {
            return reject(RejectCode.EMPTY_KEY, record, chunk, column, "has no value and is the document's _id");
        }
        ShapedWriter shape = shaped[column];
        int from = shape == null ? record.start(column) : shape.from();
        int to = shape == null ? record.end(column) : shape.to();
        elements[column] = out.position();
        if (shape != null && !shape.contains(record.bytes(column), from, to)) {
            return wrongValue(record, chunk, column);
        }
        boolean written = idWriter.write(ID, record.bytes(column), from, to, out);
        return written ? null : wrongValue(record, chunk, column);
    }

    private @Nullable Reject writeFields(CsvRecord record, Chunk chunk, BsonBuffer out, int start) {
        for (Step step : steps) {
            int before = out.position();
            switch (step.action()) {
                case OPEN -> nesting.open(BsonElements.DOCUMENT, step, out);
                case OPEN_ARRAY -> nesting.open(BsonElements.ARRAY, step, out);
                case CLOSE, CLOSE_ARRAY -> before = nesting.close(step, out);
                case VALUE -> {
                    if (!writeValue(step, record, out)) {
                        return wrongValue(record, chunk, step.column());
                    }
                }
                case SHAPED -> {
                    if (!writeShaped(step, record, out)) {
                        return wrongValue(record, chunk, step.column());
                    }
                    // An array ends where no document could hold it, so that a cell of separators is no way out of
                    // memory.
                    if (out.position() - start > MAX_DOCUMENT_BYTES) {
                        return tooLarge(record, chunk, "more than " + MAX_DOCUMENT_BYTES);
                    }
                }
                case CONSTANT -> out.put(step.name(), 0, step.name().length);
                case LINE -> {
                    out.putHead(BsonElements.INT64, step.name());
                    out.putLong(record.line());
                }
            }
            if (step.element()) {
                nesting.element(step, out.position() > before, out);
            }
        }
        return null;
    }

    private boolean writeValue(Step step, CsvRecord record, BsonBuffer out) {
        int column = step.column();
        int from = record.start(column);
        int to = record.end(column);
        elements[column] = out.position();
        if (from == to && !step.text()) {
            out.putHead(BsonElements.NULL, step.name());
            return true;
        }
        return step.writer() == null || step.writer().write(step.name(), record.bytes(column), from, to, out);
    }

    private boolean writeShaped(Step step, CsvRecord record, BsonBuffer out) {
        int column = step.column();
        int start = out.position();
        ShapedWriter shape = Objects.requireNonNull(step.shape());
        if (!shape.write(step.name(), record.bytes(column), record.start(column), record.end(column), out)) {
            return false;
        }
        elements[column] = out.position() == start ? -1 : start;
        return true;
    }

    private Reject wrongValue(CsvRecord record, Chunk chunk, int column) {
        DocumentLayout.Column of = layout.columns().get(column);
        ShapedWriter shape = shaped[column];
        byte[] bytes = record.bytes(column);
        int from = shape == null ? record.start(column) : shape.from();
        int to = shape == null ? record.end(column) : shape.to();
        if (shape != null && shape.unfit()) {
            return reject(
                    RejectCode.WRONG_VALUE,
                    record,
                    chunk,
                    column,
                    text(bytes, from, to),
                    "does not contain `" + of.plan().contains() + "`, which every value of the column does");
        }
        if (of.plan().cells().blank() == Blank.REJECT && isEmpty(record, column)) {
            return reject(RejectCode.EMPTY_VALUE, record, chunk, column, "has no value; the plan wants one");
        }
        boolean utf8 = Utf8.isValid(bytes, from, to);
        String invalid = (of.plan().split() == null ? "is not valid " : "has an element that is not valid ")
                + chunk.encoding().name()
                + "; declare the right encoding (--encoding), or replace such bytes (--on-invalid-bytes replace)";
        return reject(
                utf8 ? RejectCode.WRONG_TYPE : RejectCode.INVALID_UTF8,
                record,
                chunk,
                column,
                text(bytes, from, to),
                utf8 ? Misfit.of(of, bytes, from, to) : invalid);
    }

    private Reject reject(RejectCode code, CsvRecord record, Chunk chunk, int column, String message) {
        boolean known = column >= 0 && column < layout.columns().size();
        String value = known ? text(record.bytes(column), record.start(column), record.end(column)) : null;
        return reject(code, record, chunk, known ? column : -1, value, message);
    }

    private Reject reject(
            RejectCode code, CsvRecord record, Chunk chunk, int column, @Nullable String value, String message) {
        RecordOrigin origin =
                new RecordOrigin(record.line(), record.offset(), chunk.source(record.rawStart(), record.rawEnd()));
        return new Reject(
                origin,
                Reason.of(code, column < 0 ? null : layout.columns().get(column).name(), value, message));
    }

    /** The value at fault; an empty one says nothing. */
    private static @Nullable String text(byte[] bytes, int from, int to) {
        return from == to ? null : shorten(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static String shorten(String value) {
        return value.length() <= Reject.MAX_VALUE_LENGTH ? value : value.substring(0, Reject.MAX_VALUE_LENGTH) + "…";
    }
}
