package sluice.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sluice.infer.ColumnGroups.Table;
import sluice.plan.PlanReader;
import sluice.plan.ValueType;

class ColumnGroupsTest {

    @Test
    void columnsWithoutReferencesAreAlone() {
        ColumnGroups groups = groups(true, "a: { files: f, columns: { x: { type: date } } }", "b: { files: f }");
        assertThat(groups.slots()).isEqualTo(3);
        assertThat(groups.slot(0, "x")).isEqualTo(ColumnGroups.NONE);
        assertThat(Stream.of(groups.slot(0, "y"), groups.slot(1, "x"), groups.slot(1, "y")))
                .doesNotHaveDuplicates()
                .doesNotContain(ColumnGroups.NONE);
        assertThat(groups.typed(0, "x", evidence(groups)).type()).isEqualTo(ValueType.DATE);
    }

    @Test
    void aColumnThatRefersSharesTheEvidenceOfItsParent() {
        ColumnGroups groups = groups(
                true,
                "a: { files: f, key: x }",
                "b: { files: f, id: y, references: { x: a } }",
                "c: { files: f, references: { y: b } }");
        assertThat(groups.slot(0, "x")).isEqualTo(groups.slot(1, "x"));
        assertThat(groups.slot(1, "y")).isEqualTo(groups.slot(2, "y")).isNotEqualTo(groups.slot(0, "x"));
        List<ColumnEvidence> evidence = evidence(groups);
        evidence.get(groups.slot(0, "x")).add("00501".getBytes(UTF_8), 0, 5);
        evidence.get(groups.slot(1, "y")).add("1".getBytes(UTF_8), 0, 1);
        assertThat(groups.typed(1, "x", evidence).type()).isEqualTo(ValueType.STRING);
        assertThat(groups.typed(2, "y", evidence).type()).isEqualTo(ValueType.INT);
    }

    @Test
    void chainsAreOneGroup() {
        ColumnGroups groups = groups(
                true,
                "c: { files: f, references: { x: b } }",
                "b: { files: f, key: x, references: { x: a } }",
                "a: { files: f, key: x }",
                "d: { files: f, references: { y: { collection: a, field: x } } }");
        assertThat(Stream.of(groups.slot(0, "x"), groups.slot(1, "x"), groups.slot(2, "x"), groups.slot(3, "y")))
                .containsOnly(groups.slot(0, "x"));
    }

    @Test
    void aDeclaredTypeIsThatOfTheOthers() {
        for (String[] plans : new String[][] {
            {"a: { files: f, key: x, columns: { x: { type: long } } }", "b: { files: f, references: { y: a } }"},
            {"a: { files: f, key: x }", "b: { files: f, references: { y: a }, columns: { y: { type: long } } }"}
        }) {
            ColumnGroups groups = groups(true, plans);
            assertThat(groups.slot(0, "x")).isEqualTo(ColumnGroups.NONE);
            assertThat(groups.slot(1, "y")).isEqualTo(ColumnGroups.NONE);
            assertThat(groups.typed(0, "x", evidence(groups)).type()).isEqualTo(ValueType.LONG);
            assertThat(groups.typed(1, "y", evidence(groups)).type()).isEqualTo(ValueType.LONG);
            assertThat(groups.slots()).isEqualTo(2);
        }
    }

    @Test
    void theParentsTypeCountsWhereTypesDiffer() {
        ColumnGroups groups = groups(
                true,
                "b: { files: f, references: { y: a }, columns: { y: { type: int } } }",
                "a: { files: f, key: x, columns: { x: { type: string } } }",
                "c: { files: f, references: { y: a } }");
        assertThat(groups.typed(0, "y", evidence(groups)).type()).isEqualTo(ValueType.INT);
        assertThat(groups.typed(2, "y", evidence(groups)).type()).isEqualTo(ValueType.STRING);
    }

    @Test
    void columnsOfStringsMakeTheirGroupStrings() {
        ColumnGroups groups =
                groups(true, "a: { files: f, key: x, types: string }", "b: { files: f, references: { y: a } }");
        assertThat(groups.typed(1, "y", evidence(groups)).type()).isEqualTo(ValueType.STRING);
        assertThat(groups.slots()).isEqualTo(1);
        ColumnGroups unseen = groups(false, "a: { files: f, key: x }", "b: { files: f, references: { y: a } }");
        assertThat(unseen.slots()).isZero();
        assertThat(unseen.typed(1, "y", evidence(unseen)).type()).isEqualTo(ValueType.STRING);
    }

    @Test
    void renamedAndUnknownParentsAreFoundOrNot() {
        ColumnGroups groups = groups(
                true,
                "a: { files: f, key: x, columns: { x: { name: deep.x } } }",
                "b: { files: f, references: { x: a, y: { collection: elsewhere, field: z } } }");
        assertThat(groups.slot(0, "x")).isEqualTo(groups.slot(1, "x"));
        assertThat(groups.slot(1, "y")).isNotEqualTo(groups.slot(0, "y"));
    }

    /** Collections of two columns, x and y. */
    private static ColumnGroups groups(boolean rows, String... collections) {
        String text =
                "database: d\ncollections:\n" + String.join("\n", collections).indent(2);
        return new ColumnGroups(PlanReader.parse(text, "plan.yaml", Path.of(".")).collections().stream()
                .map(plan -> new Table(plan, Set.of("x", "y"), rows))
                .toList());
    }

    private static List<ColumnEvidence> evidence(ColumnGroups groups) {
        return Stream.generate(ColumnEvidence::new).limit(groups.slots()).toList();
    }
}
