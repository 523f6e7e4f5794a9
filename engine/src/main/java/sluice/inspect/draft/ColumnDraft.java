package sluice.inspect.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.inspect.Column;
import sluice.inspect.value.Cells;
import sluice.inspect.value.ColumnFinding;
import sluice.inspect.value.Reading;
import sluice.inspect.value.Suggestion;
import sluice.plan.BoolWords;
import sluice.plan.ColumnPlan;
import sluice.plan.Truncate;
import sluice.plan.ValueType;

/** Chooses what a plan says of a column: only what every row was seen to allow. */
final class ColumnDraft {
    private ColumnDraft() {}

    /**
     * What a plan says of a column.
     *
     * @param identity whether its values tell records apart or refer to some: then different texts must stay different
     */
    static ColumnPlan of(Column column, boolean identity) {
        ColumnFinding finding = column.finding();
        ColumnPlan inferred = finding.type();
        Cells cells = finding.cells();
        boolean clean = !cells.blanks().any() && cells.nulls().isEmpty();
        if (inferred.type() != ValueType.STRING || (identity && !clean)) {
            return inferred;
        }
        ColumnPlan settled = finding.settled();
        if (settled.type() != ValueType.STRING) {
            return settled.withCells(cleaned(finding, null).or(settled.cells()));
        }
        if (finding.suggestion() instanceof Suggestion.Fits fits
                && (!identity || fits.reading().keepsText())) {
            Reading reading = fits.reading();
            return ColumnPlan.of(reading.type())
                    .withFormat(reading.format())
                    .withCells(cleaned(finding, reading.words())
                            .withTruncate(reading.truncates() ? Truncate.MILLIS : null));
        }
        return inferred;
    }

    private static ColumnPlan.Cells cleaned(ColumnFinding finding, @Nullable BoolWords words) {
        List<String> tokens = finding.tokens();
        return new ColumnPlan.Cells(
                finding.cells().blanks().any() ? true : null,
                tokens.isEmpty() ? null : tokens,
                null,
                null,
                null,
                words);
    }
}
