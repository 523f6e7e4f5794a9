package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/** Reads one text as a value, by the rules by which a column's cells are read. */
public final class TextValue {
    private static final byte[] NAME = {'v', 0};

    private TextValue() {}

    /**
     * The value of a text.
     *
     * @param plan has a type
     * @throws IllegalArgumentException where the text is no value of the type; the message is the user's
     */
    public static BsonValue of(ColumnPlan plan, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DocumentLayout.Column column = new DocumentLayout.Column("v", List.of("v"), plan);
        BsonBuffer out = new BsonBuffer(bytes.length + 64);
        int start = out.startDocument();
        boolean empty = bytes.length == 0 && column.type() != ValueType.STRING;
        if (empty || !ValueWriter.of(column.plan()).write(NAME, bytes, 0, bytes.length, out)) {
            throw new IllegalArgumentException("`" + text + "` "
                    + (empty
                            ? "is no " + column.type().word() + ": " + column.expected()
                            : Misfit.of(column, bytes, 0, bytes.length)));
        }
        out.endDocument(start);
        return Objects.requireNonNull(new RawBsonDocument(Arrays.copyOf(out.bytes(), out.position())).get("v"));
    }
}
