package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sluice.csv.ChunkSize;

class SettingsTest {

    @Test
    void chunkSizesAreRowsOrBytes() {
        assertThat(Sizes.chunkSize("5000")).isEqualTo(ChunkSize.records(5000));
        assertThat(Sizes.chunkSize(" 1MiB ")).isEqualTo(ChunkSize.bytes(1 << 20));
        assertThat(Sizes.chunkSize("2mb")).isEqualTo(ChunkSize.bytes(2_000_000));
        assertThat(Sizes.chunkSize("7 B")).isEqualTo(ChunkSize.bytes(7));
        for (String wrong : List.of("0", "2GiB", "1.5MB", "-1", "", "many", "99999999999")) {
            assertThatThrownBy(() -> Sizes.chunkSize(wrong)).hasMessageContaining("'" + wrong + "' is no chunk size");
        }
    }

    @Test
    void workersAreANumberOrAMultipleOfTheCores() {
        assertThat(Sizes.workers("3", 8)).isEqualTo(3);
        assertThat(Sizes.workers("0.5C", 8)).isEqualTo(4);
        assertThat(Sizes.workers("0.1c", 2)).isEqualTo(1);
        for (String wrong : List.of("0", "-1C", "2000", "all", "C")) {
            assertThatThrownBy(() -> Sizes.workers(wrong, 4)).hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void errorLimitsAreANumberOrAShare() {
        assertThat(ErrorLimit.parse("10").exceeded(10, 10)).isFalse();
        assertThat(ErrorLimit.parse("10").exceeded(11, 1_000_000)).isTrue();
        assertThat(ErrorLimit.parse("1%").exceeded(50, 99))
                .as("too few to tell")
                .isFalse();
        assertThat(ErrorLimit.parse("1%").exceeded(2, 100)).isTrue();
        assertThat(ErrorLimit.parse("1%").exceeded(10, 1000)).isFalse();
        assertThat(ErrorLimit.parse("unlimited").exceeded(Long.MAX_VALUE, Long.MAX_VALUE))
                .isFalse();
        for (String wrong : List.of("-1", "101%", "few", "")) {
            assertThatThrownBy(() -> ErrorLimit.parse(wrong)).hasMessageContaining("'" + wrong + "'");
        }
        assertThat(List.of(ErrorLimit.parse("10"), ErrorLimit.parse("0.5%"), ErrorLimit.UNLIMITED))
                .extracting(Object::toString)
                .containsExactly("10", "0.5%", "unlimited");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> LoadSettings.DEFAULT.withWorkers(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> LoadSettings.DEFAULT.withBatchSize(100_001)).hasMessageContaining("1 to 100000");
    }

    @Test
    void theNearestWordIsSuggested() {
        assertThat(Suggestions.forUnknown("colections", List.of("database", "collections")))
                .isEqualTo(" Did you mean `collections`?");
        assertThat(Suggestions.forUnknown("xyz", List.of("b", "a"))).isEqualTo(" Known: b, a.");
        assertThat(Suggestions.forUnknown("xyz", List.of())).isEmpty();
    }

    @Test
    void aLineIsThatOfTheNearestKnownPart() {
        PlanLines lines = new PlanLines(Map.of("a", 1, "a.b", 2));
        assertThat(lines.of("a.b.c.d")).isEqualTo(2);
        assertThat(lines.of("a.x")).isEqualTo(1);
        assertThat(lines.of("z")).isZero();
        assertThat(new PlanProblem(0, "", "wrong").describe("plan")).isEqualTo("plan: wrong");
    }
}
