package sluice.inspect.value;

import java.util.List;
import sluice.plan.ColumnPlan;

/**
 * What every cell of one column shows.
 *
 * @param type the type that a load infers, with the format of its dates
 * @param settled the type that the column has once blanks are trimmed and texts for no value are null; the same as
 *     {@code type} if that changes nothing
 * @param cells what the cells hold
 * @param extent how far the values reach
 * @param suggestion what else may be made of it; nothing unless {@code settled} is a string
 */
public record ColumnFinding(ColumnPlan type, ColumnPlan settled, Cells cells, Extent extent, Suggestion suggestion) {

    /** The texts that stand for no value, if the column's type depends on it. */
    public List<String> tokens() {
        return cells.nulls().stream().map(NullToken::text).toList();
    }
}
