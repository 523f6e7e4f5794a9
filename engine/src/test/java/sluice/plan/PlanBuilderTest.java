package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import sluice.csv.FormatPins;

/** A plan that a program builds is what the same plan in a file is, and so are its mistakes. */
class PlanBuilderTest {
    private static Plan yaml(String text) {
        return PlanReader.parse(text, "plan.yaml", Path.of(""));
    }

    @Test
    void saysWhatTheSameFileSays() {
        Plan built = Plan.builder()
                .database("shop")
                .collection(
                        "customers",
                        customers -> customers
                                .files("customers.csv", "more-*.csv")
                                .format(FormatPins.builder().delimiter(";").build())
                                .label("customer")
                                .key("user_id")
                                .types(TypeMode.STRING)
                                .column("Credit_limit", ValueType.INT)
                                .column(
                                        "Joined",
                                        new ColumnPlan(
                                                ValueType.DATE,
                                                "joined.on",
                                                ColumnPlan.Cells.DEFAULT,
                                                null,
                                                "dd.MM.yyyy"))
                                .cells(new ColumnPlan.Cells(true, List.of("NULL"), Blank.OMIT, null))
                                .constant("batch", new BsonInt32(7))
                                .constant("price", new BsonString("$5"))
                                .sourceIn("from.file")
                                .lineIn("from.line")
                                .onDuplicate(OnDuplicate.SKIP)
                                .drop()
                                .index(BsonDocument.parse("{ city: 1 }"), BsonDocument.parse("{ unique: true }")))
                .collection(
                        "rentals",
                        rentals -> rentals.files("rentals.csv")
                                .header("user_id", "product_id")
                                .key("user_id", "product_id")
                                .mode(WriteMode.UPSERT)
                                .ifChanged()
                                .reference("user_id", "customers"))
                .collection(
                        "notes",
                        notes -> notes.files("notes.csv").relabel("id", "text").id("id"))
                .settings(LoadSettings.DEFAULT.withWorkers(3).withLinear(true))
                .build();
        Plan read = yaml("""
                database: shop
                collections:
                  customers:
                    files: [customers.csv, more-*.csv]
                    dialect: { delimiter: ';' }
                    label: customer
                    key: user_id
                    types: string
                    columns:
                      Credit_limit: { type: int }
                      Joined: { type: date, name: joined.on, format: dd.MM.yyyy }
                    trim: true
                    nulls: ['NULL']
                    blank: omit
                    constants: { batch: 7, price: $$5, from.file: $source, from.line: $line }
                    onDuplicate: skip
                    drop: true
                    indexes: [ { keys: { city: 1 }, unique: true } ]
                  rentals:
                    files: rentals.csv
                    header: [user_id, product_id]
                    key: [user_id, product_id]
                    mode: upsert
                    ifChanged: true
                    references: { user_id: customers }
                  notes: { files: notes.csv, relabel: [id, text], id: id }
                """);
        assertThat(built.collections()).isEqualTo(read.collections());
        assertThat(built.database()).isEqualTo("shop");
        assertThat(built.settings())
                .isEqualTo(LoadSettings.DEFAULT.withWorkers(3).withLinear(true));
    }

    @Test
    void hasTheMistakesOfTheSameFile() {
        assertSame("  c: { files: a.csv, mode: upsert }", c -> c.files("a.csv").mode(WriteMode.UPSERT));
        assertSame("  c: { files: [] }", c -> {});
        assertSame(
                "  c: { files: a.csv, references: { x: nowhere } }",
                c -> c.files("a.csv").reference("x", "nowhere"));
        assertSame(
                "  c: { files: a.csv, columns: { x: { type: int, format: yyyy }, y: { name: a..b } } }",
                c -> c.files("a.csv")
                        .column("x", new ColumnPlan(ValueType.INT, null, ColumnPlan.Cells.DEFAULT, null, "yyyy"))
                        .column("y", new ColumnPlan(null, "a..b", ColumnPlan.Cells.DEFAULT, null, null)));
        assertSame(
                "  c: { files: a.csv, header: [a], relabel: [b] }",
                c -> c.files("a.csv").header("a").relabel("b"));
    }

    private static void assertSame(String collections, Consumer<CollectionBuilder> says) {
        PlanException ofFile = catchThrowableOfType(
                PlanException.class, () -> yaml("database: shop\ncollections:\n" + collections + "\n"));
        PlanException ofBuilder = catchThrowableOfType(
                PlanException.class,
                () -> Plan.builder().database("shop").collection("c", says).build());
        assertThat(ofBuilder.problems())
                .extracting(problem -> problem.path() + ": " + problem.message())
                .containsExactlyElementsOf(ofFile.problems().stream()
                        .map(problem -> problem.path() + ": " + problem.message())
                        .toList());
        assertThat(ofBuilder.problems()).allMatch(problem -> problem.line() == 0);
    }

    @Test
    void namesWhatIsMissingOrTwice() {
        PlanException thrown = catchThrowableOfType(
                PlanException.class,
                () -> Plan.builder()
                        .collection("c", c -> c.files("a.csv"))
                        .collection("c", c -> c.files("b.csv"))
                        .build());
        assertThat(thrown).hasMessageContaining("collections.c: stands twice.").hasMessageContaining("database");
    }
}
