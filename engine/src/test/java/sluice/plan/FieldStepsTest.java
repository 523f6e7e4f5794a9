package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldStepsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | a | a | a",
                "a.b | a,b | a.b | a.b",
                "loc.coordinates[0] | loc,coordinates,[0] | loc.coordinates.0 | loc.coordinates",
                "items[12].price | items,[12],price | items.12.price | items",
                "m[0][1] | m,[0],[1] | m.0.1 | m",
                "price[EUR] | price[EUR] | price[EUR] | price[EUR]",
                "a[01] | a[01] | a[01] | a[01]",
                "a[-1] | a[-1] | a[-1] | a[-1]",
                "a[0]b | a[0]b | a[0]b | a[0]b",
                "a.0 | a,0 | a.0 | a.0"
            })
    void aPathIsSteps(String path, String steps, String field, String set) {
        List<String> expected = List.of(steps.split(",", -1));
        assertThat(FieldSteps.of(path)).isEqualTo(expected);
        assertThat(FieldSteps.field(expected)).isEqualTo(field);
        assertThat(FieldSteps.path(expected)).isEqualTo(path);
        assertThat(FieldSteps.setWith(expected)).isEqualTo(set);
    }
}
