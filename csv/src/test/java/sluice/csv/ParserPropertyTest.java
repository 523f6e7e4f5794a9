package sluice.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

/** Any bytes, any dialect, any block size: the parser and the cutter say what the reference says. */
class ParserPropertyTest {
    private static final Shrinker<CsvText.Case> SHRINK = Shrinker.bytes().of(CsvText.Case::bytes, CsvText.Case::with);

    @Test
    void theParserAgreesWithTheReference() {
        Property.named("the parser agrees with the reference")
                .cases(20_000)
                .check(
                        CsvText::random,
                        SHRINK,
                        one -> assertThat(CsvText.rows(one.dialect(), List.of(CsvText.whole(one.bytes()))))
                                .isEqualTo(ReferenceParser.parse(one.dialect(), one.bytes())));
    }

    @Test
    void chunksOfAnySizeHoldTheSameRecords() {
        Property.named("chunks of any size hold the same records")
                .cases(20_000)
                .check(
                        CsvText::random,
                        SHRINK,
                        one -> assertThat(CsvText.rows(one.dialect(), cut(one)))
                                .isEqualTo(ReferenceParser.parse(one.dialect(), one.bytes())));
    }

    @Test
    void chunksFollowEachOtherWithoutGap() {
        Property.named("chunks follow each other without gap").cases(5_000).check(CsvText::random, SHRINK, one -> {
            long offset = 0;
            long index = 0;
            for (Chunk chunk : cut(one)) {
                assertThat(chunk.offset()).isEqualTo(offset);
                assertThat(chunk.index()).isEqualTo(index++);
                assertThat(chunk.length()).isPositive();
                offset = chunk.end();
            }
            assertThat(offset).isEqualTo(one.bytes().length);
        });
    }

    private static List<Chunk> cut(CsvText.Case one) {
        try {
            return CsvText.cut(one);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
