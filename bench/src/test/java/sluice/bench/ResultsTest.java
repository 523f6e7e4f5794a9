package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void medianOfAnEvenNumberIsTheMiddle() {
        assertThat(Results.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Results.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3.0);
    }

    @Test
    void ratiosCompareWithTheFirst() {
        Results results = results();

        assertThat(results.ratioOfMedians("b")).isEqualTo(1.5);
        assertThat(results.medianOfRatios("b")).isCloseTo(1.5, within(0.001));
        assertThat(results.medianOfRatios("a")).isEqualTo(1.0);
    }

    @Test
    void tableShowsEveryRoundAndWhatFollows() {
        assertThat(results().table().lines().map(String::stripTrailing))
                .anyMatch(line -> line.matches("round +a +b"))
                .anyMatch(line -> line.matches("2 +4\\.00 s +3\\.00 s"))
                .anyMatch(line -> line.matches("median +2\\.00 s +3\\.00 s"))
                .anyMatch(line -> line.matches("fastest +1\\.00 s +2\\.00 s"))
                .anyMatch(line -> line.matches("rows/s +500 +333"))
                .anyMatch(line -> line.matches("ratio of medians +1\\.00 +1\\.50"))
                .anyMatch(line -> line.matches("peak RSS +- +300 MiB"));
    }

    private static Results results() {
        Map<String, List<Measurement>> measured = new LinkedHashMap<>();
        measured.put("a", List.of(run(2), run(4), run(1)));
        measured.put("b", List.of(run(3, 300), run(3, 200), run(2, 100)));
        return new Results(1000, measured);
    }

    private static Measurement run(double seconds) {
        return new Measurement(seconds, OptionalLong.empty());
    }

    private static Measurement run(double seconds, long mebibytes) {
        return new Measurement(seconds, OptionalLong.of(mebibytes << 20));
    }
}
