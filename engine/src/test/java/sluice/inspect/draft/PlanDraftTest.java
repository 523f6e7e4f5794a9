package sluice.inspect.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.inspect.InspectOptions;
import sluice.inspect.Inspection;
import sluice.load.LoadFixture;
import sluice.load.LoadListener;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.PlanReader;
import sluice.report.LoadSummary;
import sluice.workers.StopSignal;

final class PlanDraftTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void theDraftLoadsEveryRecordWithTheTypesFound() {
        load.file("customers.csv", """
                id;name;born;price;active;score;note
                1;Ann;31.12.1980;1.234,50;yes;1; x
                2;Bob;01.02.1990;7,5;no;NA;y
                3;Cy;03.04.2000;0,25;yes; 3;z
                """);
        load.file("orders.csv", "order_id,customer_id,at\n10,1,2026-01-02T03:04:05Z\n11,3,2026-01-03T03:04:05Z\n");

        LoadSummary summary = load(draft("customers.csv", "orders.csv"));

        assertThat(summary.rejected()).isZero();
        Document ann = load.documents("customers").stream()
                .filter(one -> Objects.equals(one.get("id"), 1))
                .findFirst()
                .orElseThrow();
        assertThat(ann.getDate("born").toInstant()).hasToString("1980-12-31T00:00:00Z");
        assertThat(ann.get("price")).isEqualTo(Decimal128.parse("1234.50"));
        assertThat(ann.getBoolean("active")).isTrue();
        assertThat(ann.get("score")).isEqualTo(1);
        assertThat(ann.get("note")).as("a text is kept as it is").isEqualTo(" x");
        assertThat(load.documents("customers"))
                .extracting(one -> one.get("score"))
                .containsExactlyInAnyOrder(1, null, 3);
        assertThat(load.documents("orders").get(0).getDate("at")).isNotNull();
    }

    @Test
    void theDraftSaysKeysReferencesAndEvidence() {
        load.file("customers.csv", "id,name\n1,Ann\n2,Bob\n3,Bob\n");
        load.file("orders.csv", "order_id,customer_id,v\n10,1,1\n11,3,1\n12,1,2\n13,1,2\n14,1,x\n15,2,3\n");

        PlanDraft draft = draft("customers.csv", "orders.csv");

        CollectionPlan orders = draft.plan().collections().get(1);
        assertThat(draft.plan().collections().get(0).key()).containsExactly("id");
        assertThat(orders.key()).containsExactly("order_id");
        assertThat(orders.write().references().get(0).column()).isEqualTo("customer_id");
        assertThat(orders.write().references().get(0).collection()).isEqualTo("customers");
        assertThat(draft.yaml())
                .contains("# customers.csv: 3 records")
                .contains("# unique and never empty in every record")
                .contains("# every value is one of customers.id")
                .contains("# int but for 1 value: line 6 `x`")
                .containsPattern("# .* sampled rows have 3 cells.*\\n +delimiter: ','");
    }

    @Test
    void theTextIsReadBackAsThePlan() {
        load.file("a.csv", "_id,\"weird \u2028 name\",t\nx,1,\"a\n# b: c\"\ny,2,- q\n");

        PlanDraft draft = draft("a.csv");
        Plan read = PlanReader.parse(draft.yaml(), "plan.yaml", load.folder());

        assertThat(read.collections()).isEqualTo(draft.plan().collections());
        assertThat(read.collections().get(0).id()).isEqualTo("_id");
        assertThat(load(draft).rejected()).isZero();
    }

    @Test
    void filesThatMustBeDeclaredAreDeclared() {
        load.file("headless.csv", "1,2026-01-02,3.5\n2,2026-01-03,4.5\n3,2026-01-04,5.5\n");
        load.file("names.csv", "a,a,b.c,\n1,2,3,\n4,5,6,\n");

        PlanDraft draft = draft("headless.csv", "names.csv");

        assertThat(draft.yaml()).contains("CHECK THIS");
        assertThat(load(draft).rejected()).isZero();
        assertThat(load.documents("headless").get(0).get("c1")).isEqualTo(1);
        assertThat(load.documents("names").get(0).keySet()).contains("a", "a_2", "b_c");
    }

    /** Offered formats give several texts one value: 1.234 and 1234. What is unique as text must stay so. */
    @Test
    void aKeyIsNotReadInAFormatThatMakesTwoOfItsValuesOne() {
        load.file("a.csv", "code;v\n1.234,0;1\n1234,0;2\n7,5;3\n");

        PlanDraft draft = draft("a.csv");

        assertThat(draft.plan().collections().get(0).key()).containsExactly("code");
        assertThat(load(draft).rejected()).isZero();
    }

    private PlanDraft draft(String... names) {
        List<String> files = List.of(names).stream()
                .map(name -> load.folder().resolve(name).toString())
                .toList();
        CollectionPlan input = CollectionPlan.of("rows", files);
        PlanDraft draft = PlanDraft.of(
                new Inspection(InspectOptions.of(input, InputStream.nullInputStream()), new StopSignal())
                        .run(progress -> {}),
                input.input(),
                load.testDatabase().name(),
                load.folder());
        return Objects.requireNonNull(draft);
    }

    private LoadSummary load(PlanDraft draft) {
        return load.load(
                PlanReader.parse(draft.yaml(), "plan.yaml", load.folder()), LoadListener.NONE, new StopSignal());
    }
}
