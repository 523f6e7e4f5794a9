package sluice.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class KeySetTest {

    record Hash(long high, long low) {}

    /** Few different bits, so that keys share tables, homes and halves of their hashes. */
    private static Hash hash(Gen gen) {
        long high = gen.chance(50) ? gen.anyLong() : ((long) gen.between(0, 3) << 56) | gen.between(0, 2);
        long low = gen.chance(50) ? gen.anyLong() : ((long) gen.between(-1, 1) << 56) | gen.between(-1, 2);
        return new Hash(high, low);
    }

    record Step(Hash hash, int line, KeySet.State state) {}

    @Test
    void itHoldsWhatAMapHolds() {
        Property.named("a key set holds what a map holds")
                .cases(300)
                .check(
                        gen -> {
                            List<Step> steps = new ArrayList<>();
                            for (int i = gen.between(0, 3_000); i > 0; i--) {
                                steps.add(
                                        new Step(hash(gen), gen.between(1, 1 << 30), gen.oneOf(KeySet.State.values())));
                            }
                            return steps;
                        },
                        KeySetTest::compare);
    }

    private static void compare(List<Step> steps) {
        Map<Hash, Step> expected = new HashMap<>();
        KeySet set = new KeySet();
        for (Step step : steps) {
            Hash hash = step.hash();
            long found = set.find(hash.high(), hash.low());
            Step known = expected.get(hash);
            if (known == null) {
                assertThat(found).isEqualTo(KeySet.ABSENT);
                set.add(hash.high(), hash.low(), step.line());
                expected.put(hash, new Step(hash, step.line(), KeySet.State.HELD));
            } else {
                assertThat(KeySet.line(found)).isEqualTo(known.line());
                set.set(hash.high(), hash.low(), step.state(), step.line());
                expected.put(hash, step);
            }
        }
        assertThat(set.size()).isEqualTo(expected.size());
        expected.forEach((hash, step) -> {
            long found = set.find(hash.high(), hash.low());
            assertThat(KeySet.line(found)).isEqualTo(step.line());
            assertThat(KeySet.state(found)).isEqualTo(step.state());
            assertThat(set.contains(hash.high(), hash.low())).isEqualTo(step.state() != KeySet.State.REFUSED);
        });
    }

    @Test
    void aKeyTakesAtMost24Bytes() {
        KeySet set = new KeySet();
        SplittableRandom random = new SplittableRandom(1);
        for (int keys = 0; keys < 3_000_000; keys++) {
            assertThat(keys % 100_000 == 0 && keys > 600_000 && set.bytes() > 24L * keys)
                    .isFalse();
            long before = keys % 4096 == 0 ? set.bytesWith(4096) : Long.MAX_VALUE;
            set.add(random.nextLong(), random.nextLong(), keys + 1L);
            assertThat(set.bytes()).isLessThanOrEqualTo(before);
        }
        assertThat((double) set.bytes() / set.size()).isBetween(20.0, 24.0);
    }

    @Test
    void linesOfHundredsOfBillionsFit() {
        KeySet set = new KeySet();
        set.add(1, 2, (1L << 38) - 1);
        assertThat(KeySet.line(set.find(1, 2))).isEqualTo((1L << 38) - 1);
        assertThat(KeySet.state(set.find(1, 2))).isEqualTo(KeySet.State.HELD);
    }
}
