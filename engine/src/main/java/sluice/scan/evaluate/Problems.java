package sluice.scan.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.scan.language.Expression;
import sluice.scan.value.ScanProblem;

/** Counts what one expression could not use, with the first row of each kind. A worker has its own. */
public final class Problems {
    private final Map<ScanProblem.Kind, Found> found = new EnumMap<>(ScanProblem.Kind.class);

    /** Rows of one kind; the first one is the first of its worker, for chunks come in their order. */
    private static final class Found {
        private long rows;
        private int source;
        private long line;
        private String value = "";
    }

    /** Counts what the last expression met in the row, if anything. */
    public void take(Row row, int source) {
        ScanProblem.@Nullable Kind kind = row.takeProblem();
        if (kind == null) {
            return;
        }
        Found one = found.get(kind);
        if (one == null) {
            one = new Found();
            one.source = source;
            one.line = row.line();
            one.value = row.badValue();
            found.put(kind, one);
        }
        one.rows++;
    }

    /** Adds what another worker noted; of the examples the first in the files stays. */
    public void merge(Problems other) {
        other.found.forEach((kind, theirs) -> {
            Found ours = found.putIfAbsent(kind, theirs);
            if (ours != null) {
                ours.rows += theirs.rows;
                if (theirs.source < ours.source || (theirs.source == ours.source && theirs.line < ours.line)) {
                    ours.source = theirs.source;
                    ours.line = theirs.line;
                    ours.value = theirs.value;
                }
            }
        });
    }

    /** What was noted of an expression, with the names of the sources. */
    public List<ScanProblem> list(Expression expression, List<String> sources) {
        List<ScanProblem> list = new ArrayList<>();
        found.forEach((kind, one) -> list.add(new ScanProblem(
                expression.option() + " " + expression.text(),
                kind,
                one.rows,
                sources.get(one.source),
                one.line,
                one.value)));
        return list;
    }
}
