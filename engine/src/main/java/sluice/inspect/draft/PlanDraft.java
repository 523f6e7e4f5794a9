package sluice.inspect.draft;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sluice.csv.sniff.Finding;
import sluice.csv.sniff.FormatPart;
import sluice.inspect.Column;
import sluice.inspect.FoundReference;
import sluice.inspect.InspectResult;
import sluice.inspect.InspectedFile.Inspected;
import sluice.inspect.Key;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.FormatText;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanLines;
import sluice.plan.Reference;

/**
 * A plan that loads some files as they were found: formats pinned, every column typed, keys and references as proven.
 * Immutable.
 *
 * @param plan the plan
 * @param yaml the same as a file's text, with the evidence as comments
 */
public record PlanDraft(Plan plan, String yaml) {
    private static final Map<FormatText, FormatPart> PARTS = Map.of(
            FormatText.DELIMITER, FormatPart.DELIMITER,
            FormatText.QUOTE, FormatPart.QUOTE,
            FormatText.ESCAPE, FormatPart.ESCAPE,
            FormatText.LINE_END, FormatPart.LINE_END,
            FormatText.COMMENT, FormatPart.COMMENT,
            FormatText.BLANKS, FormatPart.BLANKS,
            FormatText.ENCODING, FormatPart.ENCODING,
            FormatText.PREAMBLE_ROWS, FormatPart.PREAMBLE,
            FormatText.HEADER_ROWS, FormatPart.HEADER,
            FormatText.FOOTER_ROWS, FormatPart.FOOTER);

    /**
     * Drafts a plan for the files that could be read.
     *
     * @param input what was declared of the files
     * @param folder where the plan's file will lie; files below it are named from there
     * @return null if no file could be read
     */
    public static @Nullable PlanDraft of(
            InspectResult result, CollectionPlan.Input input, String database, Path folder) {
        if (result.readable().findAny().isEmpty()) {
            return null;
        }
        Drafting drafting = new Drafting(result, input, folder);
        List<CollectionPlan> collections =
                result.readable().map(drafting::collection).toList();
        Plan plan = new Plan("draft", folder, database, collections, List.of(), LoadSettings.DEFAULT, PlanLines.NONE);
        drafting.yaml.add("database", "Drafted from every row of the files. What stands here loads them as they are.");
        return new PlanDraft(plan, drafting.yaml.of(plan));
    }

    /** Collects collections and comments. */
    private static final class Drafting {
        private final InspectResult result;
        private final CollectionPlan.Input input;
        private final Path folder;
        private final List<FoundReference> references;
        private final CommentedYaml yaml = new CommentedYaml();

        Drafting(InspectResult result, CollectionPlan.Input input, Path folder) {
            this.result = result;
            this.input = input;
            this.folder = folder;
            references = ReferenceDraft.of(result);
        }

        CollectionPlan collection(Inspected file) {
            String path = "collections." + file.collection();
            yaml.add(
                    path,
                    address(file) + ": " + EvidenceText.counted(file.rows().count(), "record")
                            + (file.rows().unusable().any()
                                    ? ", of which " + file.rows().unusable().count() + " will be rejected: "
                                            + EvidenceText.examples(file.rows().unusable())
                                    : ""));
            formatComments(file, path);
            CollectionPlan plan = CollectionPlan.of(file.collection(), List.of(address(file)))
                    .with(source(file))
                    .withColumns(columns(file, path));
            return withReferences(withKey(plan, file, path), file, path);
        }

        private CollectionPlan.Input source(Inspected file) {
            CollectionPlan.Input declared = input.withFiles(List.of(address(file)))
                    .withFormat(file.layout().format().pins());
            if (file.namesFit()) {
                return declared;
            }
            List<String> fields = file.columns().stream().map(Column::field).toList();
            return declared.columnNames() != null
                    ? declared.withColumnNames(fields)
                    : new CollectionPlan.Input(
                            declared.files(), declared.format(), declared.records(), null, fields, false);
        }

        private String address(Inspected file) {
            String address = file.address();
            Path base = folder.toAbsolutePath().normalize();
            boolean local = address.startsWith(base + "/");
            return local ? address.substring(base.toString().length() + 1) : address;
        }

        private void formatComments(Inspected file, String path) {
            Map<String, Object> pins = FormatText.toMap(file.layout().format().pins());
            for (FormatText part : FormatText.values()) {
                Finding finding = file.layout().evidence().finding(Objects.requireNonNull(PARTS.get(part)));
                if (pins.containsKey(part.key())) {
                    yaml.add(path + ".dialect." + part.key(), finding.because());
                }
            }
            file.layout().doubt().ifPresent(doubt -> yaml.add(path + ".dialect", "CHECK THIS. " + doubt.sentence()));
            if (file.layout().headerMissing()) {
                yaml.add(
                        path + ".dialect.headerRows",
                        "CHECK THIS. There is no header, it seems; name the columns with header: [...]");
            }
            if (!file.namesFit()) {
                yaml.add(
                        path + ".relabel",
                        "CHECK THIS. Names in the header can't be those of fields"
                                + (file.dotsNest() ? "; `sluice load FILE --nested` nests them instead." : "."));
            }
        }

        private Map<String, ColumnPlan> columns(Inspected file, String path) {
            Map<String, ColumnPlan> columns = new LinkedHashMap<>();
            for (int i = 0; i < file.columns().size(); i++) {
                Column column = file.columns().get(i);
                if (column.field().isEmpty()) {
                    continue;
                }
                ColumnPlan plan = column(file, i);
                String at = path + ".columns." + column.field();
                yaml.add(at, EvidenceText.contents(column));
                EvidenceText.suggestions(column).forEach(sentence -> yaml.add(at, sentence));
                boolean spoiled = column.field().equals("_id")
                        && !ReferenceDraft.key(file).equals(List.of(i));
                columns.put(column.field(), spoiled ? renamed(plan) : plan);
            }
            return columns;
        }

        /** A column that is called {@code _id} and can't be that of documents. */
        private static ColumnPlan renamed(ColumnPlan plan) {
            return new ColumnPlan(plan.type(), "id_", plan.cells(), plan.split(), plan.format());
        }

        /** The type of a column; one that refers has that of what it refers to. */
        private ColumnPlan column(Inspected file, int column) {
            for (FoundReference reference : references) {
                if (result.files().get(reference.file()).equals(file) && reference.column() == column) {
                    return column((Inspected) result.files().get(reference.parent()), reference.key());
                }
            }
            boolean identity = ReferenceDraft.key(file).contains(column);
            return ColumnDraft.of(file.columns().get(column), identity);
        }

        private CollectionPlan withKey(CollectionPlan plan, Inspected file, String path) {
            List<String> key = names(file, ReferenceDraft.key(file));
            List<String> others = new ArrayList<>();
            file.keys().stream()
                    .map(Key::columns)
                    .filter(columns -> !columns.equals(ReferenceDraft.key(file)))
                    .forEach(columns -> others.add(String.join(" with ", names(file, columns))));
            String also = others.isEmpty() ? "" : "; also unique: " + String.join(", ", others);
            if (key.isEmpty()) {
                if (!others.isEmpty()) {
                    yaml.add(path + ".types", "no key was taken" + also);
                }
                return plan;
            }
            boolean id = key.equals(List.of("_id"));
            yaml.add(path + (id ? ".id" : ".key"), "unique and never empty in every record" + also);
            return id ? plan.withIds("_id", List.of()) : plan.withIds(null, key);
        }

        private static List<String> names(Inspected file, List<Integer> columns) {
            return columns.stream().map(i -> file.columns().get(i).field()).toList();
        }

        private CollectionPlan withReferences(CollectionPlan plan, Inspected file, String path) {
            List<Reference> taken = new ArrayList<>();
            for (FoundReference reference : result.references()) {
                if (!result.files().get(reference.file()).equals(file)) {
                    continue;
                }
                Inspected parent = (Inspected) result.files().get(reference.parent());
                String column = file.columns().get(reference.column()).field();
                String key = parent.collection() + "."
                        + parent.columns().get(reference.key()).field();
                if (references.contains(reference)) {
                    taken.add(new Reference(column, parent.collection(), null));
                    yaml.add(path + ".references." + column, "every value is one of " + key);
                } else {
                    yaml.add(
                            path + ".columns." + column,
                            reference.proven()
                                    ? "every value is one of " + key + ", perhaps by chance"
                                    : "one of " + key + " but for "
                                            + EvidenceText.counted(
                                                    reference.misses().count(), "value") + ": "
                                            + EvidenceText.examples(reference.misses()));
                }
            }
            return plan.withReferences(taken);
        }
    }
}
