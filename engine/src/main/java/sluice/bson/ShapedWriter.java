package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import sluice.input.CellReader;
import sluice.plan.Blank;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/** Writes the cells of a column whose plan says more than a type. Not thread-safe. */
final class ShapedWriter {
    private static final byte[][] INDEXES =
            IntStream.range(0, 1 << 10).mapToObj(ShapedWriter::name).toArray(byte[][]::new);

    private final CellReader cells;
    private final ValueWriter values;
    private final Blank blank;
    private final boolean text;
    private final byte[] contained;
    private boolean unfit;

    ShapedWriter(ColumnPlan plan) {
        Blank planned = plan.cells().blank();
        cells = new CellReader(plan);
        values = ValueWriter.of(plan);
        blank = planned == null ? Blank.KEEP : planned;
        text = plan.type() == ValueType.STRING;
        contained = (plan.contains() == null ? "" : plan.contains()).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a column's cells need this, and not only the writer of their type. */
    static boolean isNeeded(ColumnPlan plan) {
        Blank planned = plan.cells().blank();
        return CellReader.of(plan) != null || (planned != null && planned != Blank.KEEP) || plan.contains() != null;
    }

    /** Moves to a cell and tells whether it has no value. */
    boolean isEmpty(byte[] bytes, int from, int to) {
        return cells.read(bytes, from, to) != CellReader.Content.VALUE;
    }

    /**
     * Writes the field of a cell, or nothing where it is left out. An array ends early once no document could hold it.
     *
     * @return whether the cell could be written; if not, {@link #from()} and {@link #to()} say what of it
     */
    boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        unfit = false;
        CellReader.Content content = cells.read(bytes, from, to);
        if (content != CellReader.Content.VALUE) {
            return blank != Blank.REJECT && writeNothing(content, name, bytes, out);
        }
        return cells.splits() ? writeArray(name, bytes, out) : writeWhole(name, bytes, out);
    }

    private boolean writeNothing(CellReader.Content content, byte[] name, byte[] bytes, BsonBuffer out) {
        boolean none = blank == Blank.NULL || content == CellReader.Content.NONE;
        if (blank == Blank.OMIT) {
            return true;
        }
        if (!none && cells.splits()) {
            out.putHead(BsonElements.ARRAY, name);
            out.endDocument(out.startDocument());
        } else if (!none && text) {
            return writeWhole(name, bytes, out);
        } else {
            out.putHead(BsonElements.NULL, name);
        }
        return true;
    }

    private boolean writeArray(byte[] name, byte[] bytes, BsonBuffer out) {
        out.putHead(BsonElements.ARRAY, name);
        int array = out.startDocument();
        for (int i = 0; cells.hasNext() && out.position() - array <= DocumentEncoder.MAX_DOCUMENT_BYTES; i++) {
            byte[] index = index(i);
            CellReader.Content content = cells.next();
            if (content == CellReader.Content.NONE || (content == CellReader.Content.BLANK && !text)) {
                out.putHead(BsonElements.NULL, index);
            } else if (!writeWhole(index, bytes, out)) {
                return false;
            }
        }
        out.endDocument(array);
        return true;
    }

    private boolean writeWhole(byte[] name, byte[] bytes, BsonBuffer out) {
        if (!contains(bytes, cells.from(), cells.to())) {
            return false;
        }
        return values.write(name, bytes, cells.from(), cells.to(), out);
    }

    /** Whether a value has in it what the values of the column have. */
    boolean contains(byte[] bytes, int from, int to) {
        unfit = false;
        for (int i = from; i <= to - contained.length; i++) {
            if (Arrays.equals(bytes, i, i + contained.length, contained, 0, contained.length)) {
                return true;
            }
        }
        unfit = from != to;
        return from == to;
    }

    /** Whether the value looked at last lacks what the column's values contain. */
    boolean unfit() {
        return unfit;
    }

    /** The name of an array's element; those of usual lengths are kept. */
    private static byte[] index(int element) {
        return element < INDEXES.length ? INDEXES[element] : name(element);
    }

    private static byte[] name(int element) {
        return (element + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the value looked at last starts. */
    int from() {
        return cells.from();
    }

    /** Where the value looked at last ends, exclusive. */
    int to() {
        return cells.to();
    }
}
