package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ShuffleTest {

    @Test
    void everyNumberHasAPlaceOfItsOwn() {
        for (long size : new long[] {1, 2, 3, 4, 5, 16, 17, 1000, 4096, 4097}) {
            Shuffle shuffle = new Shuffle(size, size * 31);

            assertThat(LongStream.range(0, size).map(shuffle::place).sorted())
                    .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
        }
    }

    @Test
    void theNumberAtThePlaceOfANumberIsThatNumber() {
        Shuffle shuffle = new Shuffle(1L << 40, 7);

        for (long number = 0; number < 1000; number++) {
            assertThat(shuffle.number(shuffle.place(number * 1_000_003))).isEqualTo(number * 1_000_003);
        }
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        Shuffle one = new Shuffle(1000, 1);
        Shuffle two = new Shuffle(1000, 2);

        assertThat(LongStream.range(0, 1000)
                        .filter(n -> one.place(n) == two.place(n))
                        .count())
                .isLessThan(20);
    }
}
