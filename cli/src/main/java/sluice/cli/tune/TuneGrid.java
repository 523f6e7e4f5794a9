package sluice.cli.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sluice.csv.ChunkSize;
import sluice.tune.TuneSetting;

/** Which settings are measured, and in what order. */
final class TuneGrid {
    /** Each four times the last: speed follows the order of magnitude. */
    private static final List<Integer> LADDER = List.of(500, 2_000, 8_000, 32_000, 128_000);

    private static final int FEW_SIZES = 3;
    private static final int WORKERS_PER_CORE = 4;
    private static final int MIN_MOST_WORKERS = 8;
    private static final int MAX_MOST_WORKERS = 64;

    private TuneGrid() {}

    /** Powers of two up to four times the cores, at least to 8. */
    static List<Integer> workerCounts(int cores) {
        int most = Math.min(MAX_MOST_WORKERS, Math.max(MIN_MOST_WORKERS, cores * WORKERS_PER_CORE));
        return IntStream.iterate(1, count -> count <= most, count -> count * 2)
                .boxed()
                .toList();
    }

    /**
     * Sizes from small chunks to the whole file.
     *
     * @param rows of the biggest file: larger chunks are all the same
     */
    static List<ChunkSize> chunkSizes(long rows) {
        List<Long> sizes = new ArrayList<>();
        LADDER.stream().filter(size -> size < rows).forEach(size -> sizes.add((long) size));
        if (sizes.size() < LADDER.size()) {
            sizes.add(rows);
        }
        Stream<Long> chosen = sizes.size() < FEW_SIZES
                ? LongStream.of(rows / 16, rows / 4, rows).boxed()
                : sizes.stream();
        return chosen.map(size -> ChunkSize.records((int) Math.max(1, size)))
                .distinct()
                .toList();
    }

    /** Every number of workers with every chunk size. */
    static List<TuneSetting> candidates(List<Integer> workerCounts, List<ChunkSize> chunkSizes) {
        return workerCounts.stream()
                .flatMap(workers -> chunkSizes.stream().map(size -> TuneSetting.candidate(workers, size)))
                .toList();
    }

    /**
     * The settings in the order of a round: another one in each round, so that a machine that gets slower or faster does
     * it to all of them, and the same again in the next measurement.
     */
    static List<TuneSetting> order(List<TuneSetting> settings, int round) {
        List<TuneSetting> order = new ArrayList<>(settings);
        Collections.shuffle(order, new Random(round));
        return order;
    }
}
