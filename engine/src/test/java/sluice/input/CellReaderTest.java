package sluice.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sluice.input.CellReader.Content;
import sluice.plan.ColumnPlan;
import sluice.testkit.Property;

class CellReaderTest {

    @Test
    void plainColumnsNeedNoReader() {
        assertThat(CellReader.of(ColumnPlan.DEFAULT)).isNull();
        assertThat(CellReader.of(plan(false, List.of(), null))).isNull();
        assertThat(CellReader.of(plan(true, List.of(), null))).isNotNull();
        assertThat(CellReader.of(plan(false, List.of("-"), null))).isNotNull();
        assertThat(CellReader.of(plan(false, List.of(), ";"))).isNotNull();
    }

    @Test
    void blanksAndTabsAreTrimmedBeforeAnythingElse() {
        ColumnPlan plan = plan(true, List.of("n/a"), null);
        assertThat(elements(plan, " \t x y\t")).containsExactly("x y");
        assertThat(content(plan, " n/a ")).isEqualTo(Content.NONE);
        assertThat(content(plan, " \t")).isEqualTo(Content.BLANK);
        assertThat(content(plan(false, List.of("n/a"), null), " n/a ")).isEqualTo(Content.VALUE);
        assertThat(elements(plan, "\u00a0x")).as("other blanks are text").containsExactly("\u00a0x");
    }

    @Test
    void textsForNoValueAreWholeAndExact() {
        ColumnPlan plan = plan(false, List.of("NULL", ""), null);
        assertThat(content(plan, "NULL")).isEqualTo(Content.NONE);
        assertThat(content(plan, "")).isEqualTo(Content.NONE);
        assertThat(content(plan, "null")).isEqualTo(Content.VALUE);
        assertThat(content(plan, "NULLS")).isEqualTo(Content.VALUE);
        assertThat(content(plan, "NUL")).isEqualTo(Content.VALUE);
    }

    @Test
    void elementsStandBetweenSeparators() {
        assertThat(elements(plan(false, List.of(), ";"), "a;;b;")).containsExactly("a", "", "b", "");
        assertThat(elements(plan(false, List.of(), ", "), "a, b,c")).containsExactly("a", "b,c");
        assertThat(elements(plan(false, List.of(), "→"), "ü→é")).containsExactly("ü", "é");
        assertThat(elements(plan(true, List.of(), "|"), " a | \tb|c ")).containsExactly("a", "b", "c");
        assertThat(elements(plan(false, List.of("-"), ";"), "a;-;b")).containsExactly("a", "NONE", "b");
        assertThat(elements(plan(false, List.of(), "aa"), "aaa")).containsExactly("", "a");
    }

    @Test
    void splittingIsThePlatformsSplitting() {
        Property.named("splitting is the platform's splitting")
                .cases(5_000)
                .check(gen -> List.of(gen.string(3, ";é") + ";", gen.string(12, "a;éb")), both -> {
                    String separator = both.get(0);
                    String text = both.get(1);
                    assertThat(elements(plan(false, List.of(), separator), text))
                            .isEqualTo(Arrays.asList(text.split(Pattern.quote(separator), -1)));
                });
    }

    private static ColumnPlan plan(boolean trim, List<String> nulls, @Nullable String split) {
        return new ColumnPlan(null, null, new ColumnPlan.Cells(trim, nulls, null, null), split, null);
    }

    private static Content content(ColumnPlan plan, String cell) {
        byte[] bytes = ("x" + cell + "y").getBytes(UTF_8);
        return new CellReader(plan).read(bytes, 1, bytes.length - 1);
    }

    private static List<String> elements(ColumnPlan plan, String cell) {
        byte[] bytes = ("x" + cell + "y").getBytes(UTF_8);
        CellReader reader = new CellReader(plan);
        reader.read(bytes, 1, bytes.length - 1);
        List<String> elements = new ArrayList<>();
        while (reader.hasNext()) {
            boolean none = reader.next() == Content.NONE;
            elements.add(none ? "NONE" : new String(bytes, reader.from(), reader.to() - reader.from(), UTF_8));
        }
        return elements;
    }
}
