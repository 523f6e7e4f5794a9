package sluice.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.csv.ChunkSize;
import sluice.tune.TuneSetting.Kind;

final class TuneFindingTest {
    private static final TuneResult BASELINE =
            result(new TuneSetting(Kind.BASELINE, 1, ChunkSize.bytes(1 << 20), true), 10, 10.1, 9.9);
    private static final TuneResult SLOW_DEFAULT = standard(8, 8.1, 7.9);

    @Test
    void medianAndRangeAreThoseOfTheRuns() {
        TuneResult odd = candidate(1, 500, 4, 2, 8);
        assertThat(odd.medianSeconds()).isEqualTo(4);
        assertThat(odd.rate()).isEqualTo(25_000);
        assertThat(odd.slowest()).isEqualTo(12_500);
        assertThat(odd.fastest()).isEqualTo(50_000);
        assertThat(odd.speedUp(BASELINE)).isEqualTo(2.5);
        assertThat(candidate(1, 500, 4, 2).medianSeconds()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> candidate(1, 500));
    }

    @Test
    void theFastestIsRecommendedWhereItIsAlone() {
        TuneFinding finding = finding(
                SLOW_DEFAULT,
                candidate(1, 500, 12, 12.1, 12.2),
                candidate(1, 8_000, 8.8, 9, 9.2),
                candidate(4, 500, 6, 6.1, 6.2),
                candidate(4, 8_000, 4, 4.1, 3.9));

        assertThat(finding.recommended().setting()).isEqualTo(TuneSetting.candidate(4, ChunkSize.records(8_000)));
        assertThat(finding.defaultDoes()).isFalse();
        assertThat(finding.sentences())
                .containsExactly(
                        "With 4 workers the chunk size makes a difference of 52 %: chunks of 8,000 rows load 25,000 rows/s"
                                + " and are the fastest, those of 500 rows load 16,393 and are the slowest.",
                        "At the best chunk size of each, 4 workers load 2.25 times as fast as 1 worker (ideal would be 4),"
                                + " and that is the most that was measured, so still more may help.",
                        "The recommended setting, 4 workers with chunks of 8,000 rows, loads 25,000 rows/s, 2.50 times the"
                                + " baseline's 10,000, which is beyond the spread of the runs; the default settings"
                                + " (4 workers, 64 KiB) reach 50 % of it.");
    }

    @Test
    void amongEqualsFewerWorkersAndThenSmallerChunksWin() {
        TuneFinding finding = finding(
                SLOW_DEFAULT,
                candidate(2, 500, 5, 5, 5),
                candidate(2, 2_000, 4.1, 4.1, 4.1),
                candidate(2, 8_000, 4.08, 4.08, 4.08),
                candidate(8, 2_000, 4, 4, 4));

        assertThat(finding.recommended().setting()).isEqualTo(TuneSetting.candidate(2, ChunkSize.records(2_000)));
        assertThat(finding.byWorkers())
                .extracting(result -> result.setting().show())
                .containsExactly("2 workers, 8,000 rows", "8 workers, 2,000 rows");
        assertThat(finding.sentences().get(1)).startsWith("More than 2 workers don't help here: ");
    }

    @Test
    void runsThatDifferMuchMakeMoreSettingsEqualButNotAll() {
        TuneResult noisy = candidate(4, 2_000, 4, 6, 3.5);
        assertThat(finding(SLOW_DEFAULT, candidate(1, 2_000, 4.3, 4.3, 4.3), noisy)
                        .recommended()
                        .setting()
                        .workers())
                .isEqualTo(1);
        assertThat(finding(SLOW_DEFAULT, candidate(1, 2_000, 4.6, 4.6, 4.6), noisy)
                        .recommended()
                        .setting()
                        .workers())
                .isEqualTo(4);
    }

    @Test
    void chunksOfBytesCompareWithThoseOfRows() {
        TuneResult bytes = result(TuneSetting.candidate(1, ChunkSize.bytes(10_000)), 4, 4, 4);
        TuneResult rows = candidate(1, 500, 4, 4, 4);

        assertThat(finding(SLOW_DEFAULT, 10, rows, bytes).recommended()).isEqualTo(rows);
        assertThat(finding(SLOW_DEFAULT, 100, rows, bytes).recommended()).isEqualTo(bytes);
    }

    @Test
    void defaultsThatDoAsWellAreSaidTo() {
        TuneFinding finding = finding(standard(4, 4, 4), candidate(2, 2_000, 4.05, 4.05, 4.05));

        assertThat(finding.defaultDoes()).isTrue();
        assertThat(finding.recommended().setting().workers()).isEqualTo(2);
        assertThat(finding.sentences().get(2))
                .endsWith("; the default settings (4 workers, 64 KiB) do as well with 25,000 rows/s,"
                        + " so nothing needs to be set.");
    }

    @Test
    void defaultsThatAreBestAreRecommended() {
        TuneFinding finding = finding(standard(4, 4, 4), candidate(8, 2_000, 5, 5, 5));

        assertThat(finding.recommended().setting().kind()).isEqualTo(Kind.DEFAULT);
        assertThat(finding.sentences().get(2)).endsWith("; it is what a load does without any settings.");
    }

    @Test
    void oneSettingAloneSaysNothingOfOthers() {
        assertThat(finding(SLOW_DEFAULT, candidate(1, 500, 9.95, 9.95, 9.95)).sentences())
                .satisfiesExactly(
                        chunks -> assertThat(chunks)
                                .startsWith("With 1 worker only one chunk size was measured (500 rows), so"),
                        workers -> assertThat(workers).startsWith("Only loads with 1 worker were measured, so"),
                        gain -> assertThat(gain)
                                .startsWith("The recommended setting, 4 workers with chunks of 64 KiB, "));
    }

    @Test
    void whatMayBeChanceIsCalledSo() {
        TuneFinding finding =
                finding(standard(20, 20, 20), candidate(1, 500, 9.9, 12, 9), candidate(1, 2_000, 10.4, 10.5, 9.1));

        assertThat(finding.sentences().get(0))
                .endsWith(", but the runs of the two overlap, so a part of it may be chance.");
        assertThat(finding.sentences().get(2)).contains(", which is within the spread of the runs and may be chance;");
    }

    @Test
    void whereMoreWorkersAreSlowerItIsSaid() {
        TuneFinding finding = finding(
                SLOW_DEFAULT,
                candidate(1, 500, 9, 9, 9),
                candidate(2, 500, 5, 5, 5),
                candidate(4, 500, 4.98, 4.98, 4.98),
                candidate(8, 500, 7, 7, 7));
        assertThat(finding.sentences().get(1))
                .isEqualTo(
                        "At the best chunk size of each, 2 workers load 1.80 times as fast as 1 worker (ideal would be 2);"
                                + " more don't help, and 8 workers are slower again (14,286 rows/s).");
        assertThat(finding(
                                SLOW_DEFAULT,
                                candidate(1, 500, 9, 9, 9),
                                candidate(2, 500, 5, 5, 5),
                                candidate(4, 500, 4.98, 4.98, 4.98))
                        .sentences()
                        .get(1))
                .endsWith("; more than that add nothing beyond the spread of the runs.");
    }

    @Test
    void aLoadThatTakesNoTimeHasAFiniteSpeed() {
        assertThat(candidate(1, 500, 0, 0).rate()).isFinite();
        assertThat(candidate(1, 500, 0).speedUp(candidate(1, 500, 0))).isEqualTo(1);
    }

    private static TuneFinding finding(TuneResult standard, TuneResult... candidates) {
        return finding(standard, 50, candidates);
    }

    private static TuneFinding finding(TuneResult standard, double bytesPerRecord, TuneResult... candidates) {
        List<TuneResult> results = new ArrayList<>(List.of(BASELINE, standard));
        results.addAll(List.of(candidates));
        return TuneFinding.of(results, bytesPerRecord);
    }

    static TuneResult standard(double... seconds) {
        return result(new TuneSetting(Kind.DEFAULT, 4, ChunkSize.bytes(64 << 10), false), seconds);
    }

    static TuneResult candidate(int workers, int rows, double... seconds) {
        return result(TuneSetting.candidate(workers, ChunkSize.records(rows)), seconds);
    }

    static TuneResult result(TuneSetting setting, double... seconds) {
        return new TuneResult(setting, 100_000, Arrays.stream(seconds).boxed().toList());
    }
}
