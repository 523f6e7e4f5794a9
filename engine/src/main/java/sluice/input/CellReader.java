package sluice.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.plan.Blank;
import sluice.plan.ColumnPlan;

/**
 * Finds the values in the cells of one column: blanks around them, texts that stand for no value and separators are the
 * plan's. What types are inferred from and what is encoded is told apart here and nowhere else. Moves from cell to cell
 * without an object for any; not thread-safe.
 */
public final class CellReader {

    /** What a cell, or an element of one, holds. */
    public enum Content {
        /** Characters. */
        VALUE,
        /** No character. */
        BLANK,
        /** A text that stands for no value. */
        NONE
    }

    private static final byte[] NO_SEPARATOR = {};

    private final boolean trim;
    private final boolean wanted;
    private final byte[][] nulls;
    private final byte[] separator;
    private byte[] bytes = {};
    private int from;
    private int to;
    private int next;
    private int end;

    /** A reader of cells as a column's plan has them. */
    public CellReader(ColumnPlan plan) {
        List<String> texts = plan.cells().nulls();
        trim = Boolean.TRUE.equals(plan.cells().trim());
        wanted = plan.cells().blank() == Blank.REJECT;
        nulls = texts == null
                ? new byte[0][]
                : texts.stream().map(CellReader::utf8).toArray(byte[][]::new);
        separator = plan.split() == null ? NO_SEPARATOR : utf8(plan.split());
    }

    /** A reader for a column, or null where each cell is its value as it stands. */
    public static @Nullable CellReader of(ColumnPlan plan) {
        CellReader reader = new CellReader(plan);
        boolean plain = !reader.trim && reader.nulls.length == 0 && !reader.splits();
        return plain ? null : reader;
    }

    /** Whether cells hold arrays. */
    public boolean splits() {
        return separator.length > 0;
    }

    /**
     * Moves to a cell; its bytes are read until the next one. If the plan wants a value, blanks are none, also if they are
     * not trimmed.
     */
    public Content read(byte[] cell, int start, int stop) {
        bytes = cell;
        Content content = moveTo(start, stop);
        if (wanted && content == Content.VALUE && isAllBlank()) {
            content = Content.BLANK;
        }
        next = from;
        end = to;
        return content;
    }

    /** Whether the cell has another element; one that is not split has itself. */
    public boolean hasNext() {
        return next <= end;
    }

    /** Moves to the cell's next element. */
    public Content next() {
        int start = next;
        int stop = splits() ? separatorFrom(start) : end;
        next = stop == end ? end + 1 : stop + separator.length;
        return moveTo(start, stop);
    }

    /** Where the cell or element starts, without what is trimmed. */
    public int from() {
        return from;
    }

    /** Where the cell or element ends, exclusive. */
    public int to() {
        return to;
    }

    private Content moveTo(int start, int stop) {
        from = start;
        to = stop;
        if (trim) {
            while (from < to && isBlank(bytes[from])) {
                from++;
            }
            while (from < to && isBlank(bytes[to - 1])) {
                to--;
            }
        }
        for (byte[] text : nulls) {
            if (Arrays.equals(bytes, from, to, text, 0, text.length)) {
                return Content.NONE;
            }
        }
        return from == to ? Content.BLANK : Content.VALUE;
    }

    /** Where the next separator starts, or the cell's end. UTF-8 lets no separator begin within a character. */
    private int separatorFrom(int start) {
        for (int i = start; i <= end - separator.length; i++) {
            if (bytes[i] == separator[0]
                    && Arrays.equals(bytes, i, i + separator.length, separator, 0, separator.length)) {
                return i;
            }
        }
        return end;
    }

    /** Whether the value has nothing but blanks, those of other scripts and line ends too. */
    private boolean isAllBlank() {
        int i = from;
        while (i < to && (isBlank(bytes[i]) || bytes[i] == '\n' || bytes[i] == '\r')) {
            i++;
        }
        return i == to
                || (bytes[i] < 0
                        && new String(bytes, i, to - i, StandardCharsets.UTF_8)
                                .codePoints()
                                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
