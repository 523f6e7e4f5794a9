package sluice.inspect;

import java.util.List;
import java.util.Optional;
import sluice.csv.CsvFormat;
import sluice.csv.sniff.Doubt;
import sluice.csv.sniff.Sniffed;
import sluice.inspect.value.Tally;
import sluice.job.Nesting;
import sluice.plan.CollectionPlan;

/** What was found in one file. */
public sealed interface InspectedFile {

    /** The file, as the user called it. */
    String name();

    /**
     * A file that can't be read as CSV.
     *
     * @param problem why, in a sentence for the user
     */
    record Unreadable(String name, String problem) implements InspectedFile {}

    /**
     * A file whose every row was looked at.
     *
     * @param collection the collection that its records could go into; no two files have the same
     * @param address what names it in a plan, from any folder
     * @param layout how it is laid out
     * @param rows its records
     * @param columns its columns, in their order
     * @param keys the columns and pairs of columns that tell its records apart, the likeliest key first
     */
    record Inspected(
            String name,
            String collection,
            String address,
            Layout layout,
            Rows rows,
            List<Column> columns,
            List<Key> keys)
            implements InspectedFile {
        /** Copies the lists. */
        public Inspected {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }

        /** Whether something has to be declared before a load takes the file. */
        public boolean mustBeDeclared() {
            return layout.doubt().isPresent() || layout.headerMissing() || !namesFit();
        }

        /** Whether dots are all that keeps names from being those of fields, and nesting settles them. */
        public boolean dotsNest() {
            List<String> names = columns.stream().map(Column::name).toList();
            return !namesFit() && Nesting.settles(CollectionPlan.of(collection, List.of(name)), names);
        }

        /** Whether every column has a name that a field can have, or is empty in every row. */
        public boolean namesFit() {
            return columns.stream().allMatch(column -> column.name().equals(column.field()));
        }
    }

    /**
     * How a file is laid out.
     *
     * @param format the format in which it was read
     * @param evidence what was seen of it
     * @param headerMissing whether its first row is a record like the others, and nobody has said so
     */
    record Layout(CsvFormat format, Sniffed evidence, boolean headerMissing) {
        /** Why a load would refuse it, if there is a reason. */
        public Optional<Doubt> doubt() {
            return evidence.doubt();
        }
    }

    /**
     * The records of a file.
     *
     * @param count how many there are
     * @param unusable those that a load would reject whatever their columns' types, each with the reason
     */
    record Rows(long count, Tally unusable) {}
}
