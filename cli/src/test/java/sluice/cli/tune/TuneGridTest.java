package sluice.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.csv.ChunkSize;
import sluice.tune.TuneSetting;

final class TuneGridTest {

    @Test
    void workersAreDoubledUpToFourTimesTheCores() {
        assertThat(TuneGrid.workerCounts(1)).containsExactly(1, 2, 4, 8);
        assertThat(TuneGrid.workerCounts(6)).containsExactly(1, 2, 4, 8, 16);
        assertThat(TuneGrid.workerCounts(200)).containsExactly(1, 2, 4, 8, 16, 32, 64);
    }

    @Test
    void chunksGrowUpToTheWholeFile() {
        assertThat(sizes(1_000_000)).containsExactly(500, 2_000, 8_000, 32_000, 128_000);
        assertThat(sizes(128_000)).containsExactly(500, 2_000, 8_000, 32_000, 128_000);
        assertThat(sizes(10_000)).containsExactly(500, 2_000, 8_000, 10_000);
        assertThat(sizes(1_600)).containsExactly(100, 400, 1_600);
        assertThat(sizes(3)).containsExactly(1, 3);
        assertThat(sizes(1)).containsExactly(1);
    }

    @Test
    void roundsHoldTheSameInAnotherOrder() {
        List<TuneSetting> all = TuneGrid.candidates(List.of(1, 2, 4), TuneGrid.chunkSizes(10_000));
        assertThat(all).hasSize(12);
        assertThat(TuneGrid.order(all, 1))
                .containsExactlyInAnyOrderElementsOf(all)
                .isEqualTo(TuneGrid.order(all, 1))
                .isNotEqualTo(TuneGrid.order(all, 2));
    }

    @Test
    void namesOfScratchDatabasesFit() {
        assertThat(ScratchDatabase.name("shop", 0xab)).isEqualTo("shop_tune_00ab");
        assertThat(ScratchDatabase.name("é".repeat(31), 0xffff)).isEqualTo("é".repeat(26) + "_tune_ffff");
    }

    @Test
    void timesToWaitAreMinutesAndSeconds() {
        assertThat(TuneProgress.clock(0.4)).isEqualTo("0:00");
        assertThat(TuneProgress.clock(-3)).isEqualTo("0:00");
        assertThat(TuneProgress.clock(59.6)).isEqualTo("1:00");
        assertThat(TuneProgress.clock(3_725)).isEqualTo("62:05");
    }

    private static List<Integer> sizes(long rows) {
        return TuneGrid.chunkSizes(rows).stream().map(ChunkSize::count).toList();
    }
}
