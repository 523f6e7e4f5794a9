package sluice.bson;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sluice.infer.IsoForm;
import sluice.infer.IsoText;
import sluice.plan.ColumnPlan;
import sluice.plan.DateFormats;
import sluice.plan.NumberFormat;
import sluice.plan.Truncate;
import sluice.plan.ValueType;

/** Writes the values of one type. Stateless. */
sealed interface ValueWriter
        permits TextWriter,
                NumberWriter,
                FormattedNumberWriter,
                DateWriter,
                IsoDateWriter,
                EpochWriter,
                BoolWriter,
                SpecialWriter {

    /**
     * Writes type, name and value, or writes something that the caller takes back.
     *
     * @param bytes hold the value, of at least one byte unless the type is string
     * @return whether the bytes are a value of the type
     */
    boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out);

    /** The writer for a column whose type is known; {@link ValueType#SKIP} has none. */
    static ValueWriter of(ColumnPlan column) {
        ValueType type = Objects.requireNonNull(column.type());
        return switch (type) {
            case STRING -> new TextWriter();
            case INT, LONG, DOUBLE, DECIMAL -> number(type, column.format());
            case DATE -> date(column.format(), column.cells());
            case BOOL -> BoolWriter.of(column.cells().words());
            case OBJECT_ID, UUID, JSON -> new SpecialWriter(type);
            case SKIP -> throw new IllegalArgumentException("a skipped column has no values");
        };
    }

    private static ValueWriter number(ValueType type, @Nullable String format) {
        NumberWriter plain = new NumberWriter(type);
        return format == null ? plain : new FormattedNumberWriter(NumberFormat.of(format), plain);
    }

    private static ValueWriter date(@Nullable String format, ColumnPlan.Cells cells) {
        boolean truncating = cells.truncate() == Truncate.MILLIS;
        if (format != null && DateFormats.isEpoch(format)) {
            return new EpochWriter(format.equals(DateFormats.EPOCH_MILLIS), truncating);
        }
        ZoneId zone = cells.zone() == null ? ZoneOffset.UTC : cells.zone();
        DateWriter any = DateWriter.of(format, zone, truncating);
        int shape = format == null ? IsoText.NONE : IsoForm.shape(format);
        return format == null || shape != IsoText.NONE ? IsoDateWriter.of(shape, zone, any) : any;
    }
}
