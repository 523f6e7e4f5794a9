package sluice.inspect;

import java.util.List;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import sluice.csv.sniff.Doubt;
import sluice.inspect.InspectedFile.Inspected;
import sluice.inspect.InspectedFile.Unreadable;
import sluice.inspect.value.Cells;
import sluice.inspect.value.Extent;
import sluice.inspect.value.Reading;
import sluice.inspect.value.Suggestion;
import sluice.inspect.value.Tally;
import sluice.plan.ColumnPlan;
import sluice.plan.FormatText;

/** What was found in files, as JSON for programs; {@code docs/inspect.md} describes it. */
public final class InspectJson {
    /** Rises if a key changes its meaning or goes; new keys may come at any time. */
    private static final int VERSION = 1;

    private static final JsonWriterSettings JSON = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .build();

    private InspectJson() {}

    /** Everything as one document. */
    public static String of(InspectResult result) {
        return new Document("version", VERSION)
                .append("files", result.files().stream().map(InspectJson::file).toList())
                .append(
                        "references",
                        result.references().stream()
                                .map(reference -> reference(result, reference))
                                .toList())
                .toJson(JSON);
    }

    private static Document file(InspectedFile file) {
        Document document = new Document("name", file.name());
        if (file instanceof Unreadable unreadable) {
            return document.append("problem", unreadable.problem());
        }
        Inspected readable = (Inspected) file;
        document.append("collection", readable.collection())
                .append("records", readable.rows().count())
                .append("unusable", tally(readable.rows().unusable()))
                .append("mustBeDeclared", readable.mustBeDeclared())
                .append("headerMissing", readable.layout().headerMissing())
                .append("format", format(readable));
        readable.layout().doubt().ifPresent(doubt -> document.append("doubt", doubt(doubt)));
        return document.append(
                        "keys",
                        readable.keys().stream()
                                .map(key -> new Document("columns", names(readable, key.columns()))
                                        .append("likely", key.likely()))
                                .toList())
                .append(
                        "columns",
                        readable.columns().stream().map(InspectJson::column).toList());
    }

    private static List<Document> format(Inspected file) {
        return file.layout().evidence().findings().stream()
                .map(finding -> new Document("part", finding.part().words())
                        .append("value", finding.value())
                        .append("origin", finding.origin().word())
                        .append("sureness", finding.sureness().word())
                        .append("because", finding.because()))
                .toList();
    }

    private static Document doubt(Doubt doubt) {
        return new Document("kind", doubt.kind().name())
                .append("sentence", doubt.sentence())
                .append(
                        "readings",
                        doubt.readings().stream()
                                .map(reading -> new Document("what", reading.what())
                                        .append("dialect", new Document(FormatText.toMap(reading.pins())))
                                        .append("rows", reading.rows()))
                                .toList());
    }

    private static List<String> names(Inspected file, List<Integer> columns) {
        return columns.stream().map(i -> file.columns().get(i).name()).toList();
    }

    private static Document column(Column column) {
        Cells cells = column.finding().cells();
        Extent extent = column.finding().extent();
        return new Document("name", column.name())
                .append("field", column.field())
                .append("type", type(column.finding().type()))
                .append("settledType", type(column.finding().settled()))
                .append("cells", cells.count())
                .append("empty", cells.empty())
                .append("blanks", tally(cells.blanks()))
                .append(
                        "nulls",
                        cells.nulls().stream()
                                .map(token -> tally(token.cells()).append("text", token.text()))
                                .toList())
                .append(
                        "distinct",
                        new Document("count", column.distinct().count())
                                .append("exact", column.distinct().exact()))
                .append("uniqueness", uniqueness(column.uniqueness()))
                .append("minLength", extent.minLength())
                .append("maxLength", extent.maxLength())
                .append("min", extent.min())
                .append("max", extent.max())
                .append("suggestion", suggestion(column.finding().suggestion()));
    }

    private static Document type(ColumnPlan plan) {
        return new Document("type", plan.type() == null ? null : plan.type().word())
                .append("format", plan.format())
                .append(
                        "timezone",
                        plan.cells().zone() == null ? null : plan.cells().zone().getId());
    }

    private static Document uniqueness(Uniqueness uniqueness) {
        if (uniqueness instanceof Uniqueness.Repeated repeated) {
            return new Document("kind", "repeated")
                    .append("line", repeated.line())
                    .append("earlier", repeated.earlier());
        }
        if (uniqueness instanceof Uniqueness.Empty empty) {
            return new Document("kind", "empty").append("line", empty.line());
        }
        return new Document(
                "kind",
                uniqueness instanceof Uniqueness.Unique
                        ? "unique"
                        : uniqueness instanceof Uniqueness.NoRecords ? "noRecords" : "notProven");
    }

    private static Document suggestion(Suggestion suggestion) {
        if (suggestion instanceof Suggestion.Fits fits) {
            return reading(fits.reading()).append("kind", "fits").append("decisive", tally(fits.decisive()));
        }
        if (suggestion instanceof Suggestion.NearMiss miss) {
            return reading(miss.reading()).append("kind", "nearMiss").append("exceptions", tally(miss.exceptions()));
        }
        if (suggestion instanceof Suggestion.Undecided undecided) {
            return new Document("kind", "undecided")
                    .append(
                            "readings",
                            undecided.readings().stream()
                                    .map(InspectJson::reading)
                                    .toList());
        }
        return new Document("kind", "none");
    }

    private static Document reading(Reading reading) {
        Document document = new Document("type", reading.type().word()).append("format", reading.format());
        if (reading.words() != null) {
            document.append("trueWords", reading.words().trues())
                    .append("falseWords", reading.words().falses());
        }
        return document;
    }

    private static Document reference(InspectResult result, FoundReference reference) {
        Inspected from = (Inspected) result.files().get(reference.file());
        Inspected to = (Inspected) result.files().get(reference.parent());
        return new Document("file", from.name())
                .append("column", from.columns().get(reference.column()).name())
                .append("to", to.name())
                .append("key", to.columns().get(reference.key()).name())
                .append("proven", reference.proven())
                .append("named", reference.named())
                .append("misses", tally(reference.misses()));
    }

    private static Document tally(Tally tally) {
        return new Document("count", tally.count())
                .append(
                        "first",
                        tally.first().stream()
                                .map(example -> new Document("line", example.line()).append("value", example.value()))
                                .toList());
    }
}
