package sluice.infer;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sluice.plan.BoolWords;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.Reference;
import sluice.plan.ReferenceGraph;
import sluice.plan.TypeMode;
import sluice.plan.ValueType;

/**
 * The columns of all collections, parted into groups of one type: a column that refers is with the one it refers to, and
 * any other is alone. Otherwise {@code 1} among strings would never be the {@code 1} among numbers.
 *
 * <p>A type that the plan gives one column is that of the group's columns that it gives none; where there is no such
 * type, rows decide. Immutable once made.
 */
public final class ColumnGroups {
    /** Rows don't decide. */
    public static final int NONE = -1;

    private final List<Table> tables;
    private final Map<Column, Column> parents = new LinkedHashMap<>();
    private final Map<Column, ValueType> types = new LinkedHashMap<>();
    private final Map<Column, Integer> slots = new LinkedHashMap<>();
    /** The columns of each group that rows decide on, without those that have a type. */
    private final Map<Column, List<Column>> undecided = new LinkedHashMap<>();

    /**
     * A collection.
     *
     * @param names the names of its columns, over all of its sources
     * @param rows whether its rows can be looked at
     */
    public record Table(CollectionPlan plan, Set<String> names, boolean rows) {}

    private record Column(int table, String name) {}

    /** The groups of some collections. */
    public ColumnGroups(List<Table> tables) {
        this.tables = List.copyOf(tables);
        for (int i = 0; i < tables.size(); i++) {
            for (String name : tables.get(i).names()) {
                Column column = new Column(i, name);
                parents.put(column, column);
            }
        }
        for (int i = 0; i < tables.size(); i++) {
            for (Reference reference : tables.get(i).plan().write().references()) {
                join(new Column(i, reference.column()), referred(reference));
            }
        }
        Map<Column, List<Column>> groups = new LinkedHashMap<>();
        parents.keySet()
                .forEach(column -> groups.computeIfAbsent(root(column), key -> new ArrayList<>())
                        .add(column));
        groups.forEach((root, columns) -> decide(root, columns));
    }

    private @Nullable Column referred(Reference reference) {
        for (int i = 0; i < tables.size(); i++) {
            CollectionPlan parent = tables.get(i).plan();
            if (parent.name().equals(reference.collection())) {
                String field = ReferenceGraph.field(reference, parent);
                for (String name : tables.get(i).names()) {
                    if (parent.field(name).equals(field)) {
                        return new Column(i, name);
                    }
                }
            }
        }
        return null;
    }

    private void join(Column column, @Nullable Column other) {
        if (other != null && parents.containsKey(column)) {
            parents.put(root(column), root(other));
        }
    }

    private Column root(Column column) {
        Column root = column;
        while (!root.equals(parents.get(root))) {
            root = Objects.requireNonNull(parents.get(root));
        }
        return root;
    }

    private void decide(Column root, List<Column> columns) {
        Optional<ValueType> declared = columns.stream()
                .sorted(Comparator.comparing(column -> !column.equals(root)))
                .flatMap(column -> Optional.ofNullable(declared(column)).stream())
                .filter(type -> type != ValueType.SKIP)
                .findFirst();
        boolean rows = columns.stream()
                .map(column -> tables.get(column.table))
                .allMatch(table -> table.rows() && table.plan().types() == TypeMode.INFER);
        if (declared.isPresent()) {
            types.put(root, declared.get());
        } else if (!rows) {
            types.put(root, ValueType.STRING);
        } else {
            List<Column> untyped =
                    columns.stream().filter(column -> declared(column) == null).toList();
            if (!untyped.isEmpty()) {
                slots.put(root, slots.size());
                undecided.put(root, untyped);
            }
        }
    }

    private @Nullable ValueType declared(Column column) {
        return tables.get(column.table).plan().column(column.name).type();
    }

    /** How many groups rows decide on. */
    public int slots() {
        return slots.size();
    }

    /** The number of the group that the rows of a column decide on, or {@link #NONE}. */
    public int slot(int table, String name) {
        Column column = new Column(table, name);
        return declared(column) == null ? slots.getOrDefault(root(column), NONE) : NONE;
    }

    /**
     * What the plan says of a column, without what it says of all cells of the collection, and with a type: the plan's or
     * the one that the rows have shown. Dates also get the format in which all of the group's rows have them, and the
     * time zone of its offset.
     *
     * @param evidence what the rows have shown of each group
     */
    public ColumnPlan typed(int table, String name, List<ColumnEvidence> evidence) {
        Column column = new Column(table, name);
        ColumnPlan own = tables.get(table).plan().columns().getOrDefault(name, ColumnPlan.DEFAULT);
        Column root = root(column);
        Integer slot = slots.get(root);
        if (own.type() != null) {
            return own;
        }
        if (slot == null) {
            return own.withType(types.getOrDefault(root, ValueType.STRING));
        }
        ColumnEvidence seen = evidence.get(slot);
        boolean fits = undecided.getOrDefault(root, List.of()).stream().allMatch(one -> fits(seen, cells(one)));
        IsoForm dates = seen.dates();
        if (!fits || dates == null) {
            return own.withType(fits ? seen.type() : ValueType.STRING);
        }
        ColumnPlan typed = own.withType(ValueType.DATE).withFormat(dates.format());
        boolean elsewhere = dates.zone() != null
                && !dates.zone().equals(offset(cells(column).zone()));
        return elsewhere ? typed.withCells(own.cells().withZone(dates.zone())) : typed;
    }

    /**
     * Whether a column whose cells are read in some way can have the type that its rows have shown, without losing a
     * value: times that a zone skips or has twice, and words that it doesn't know, are kept as texts.
     */
    private static boolean fits(ColumnEvidence seen, ColumnPlan.Cells cells) {
        IsoForm dates = seen.dates();
        if (dates != null) {
            return dates.zone() != null || IsoForm.keepsLocalTimes(cells.zone());
        }
        BoolWords words = cells.words();
        return seen.type() != ValueType.BOOL || words == null || (words.read("true") == 1 && words.read("false") == 0);
    }

    private ColumnPlan.Cells cells(Column column) {
        return tables.get(column.table).plan().column(column.name).cells();
    }

    private static @Nullable ZoneId offset(@Nullable ZoneId zone) {
        return zone == null ? ZoneOffset.UTC : zone.normalized();
    }
}
