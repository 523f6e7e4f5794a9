package sluice.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.CsvFormat;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.report.CollectionSummary;
import sluice.report.SourceSummary;
import sluice.source.Source;
import sluice.source.Sources;
import sluice.testkit.Gen;
import sluice.testkit.Property;

/** The law of conservation, with numbers that are right and numbers of which one is wrong. */
class ConservationTest {
    private static final int BYTES = 100;

    @TempDir
    Path folder;

    /** What happened to the records of a source, and what the collection holds. */
    private record Numbers(long records, Counts counts, long rejected, long before, long after) {

        static Numbers balanced(Gen gen) {
            Counts counts = new Counts(
                    gen.between(0, 50),
                    gen.between(0, 50),
                    gen.between(0, 50),
                    gen.between(0, 50),
                    gen.between(0, 50),
                    gen.between(0, 50));
            long rejected = gen.between(0, 50);
            long before = gen.between(50, 100);
            return new Numbers(
                    counts.total() + rejected, counts, rejected, before, before + counts.present() - counts.deleted());
        }

        /** One record more, or one count more, or one document more or fewer. */
        Numbers wrong(int which) {
            Counts one = new Counts(
                    which == 0 ? 1 : 0,
                    which == 1 ? 1 : 0,
                    which == 2 ? 1 : 0,
                    which == 3 ? 1 : 0,
                    which == 4 ? 1 : 0,
                    which == 5 ? 1 : 0);
            return new Numbers(
                    records + (which == 6 ? 1 : 0),
                    counts.plus(one),
                    rejected + (which == 7 ? 1 : 0),
                    before,
                    after + (which == 8 ? 1 : which == 9 ? -1 : 0));
        }
    }

    @Test
    void numbersThatBalanceAreNoProblem() throws IOException {
        Source source = source();
        Property.named("numbers that balance are no problem")
                .check(
                        Numbers::balanced,
                        one -> assertThat(check(one, source, Unaccounted.NONE, true, 0))
                                .isEmpty());
    }

    @Test
    void eachNumberThatIsOffByOneIsAProblem() throws IOException {
        Source source = source();
        for (int which = 0; which < 10; which++) {
            int wrong = which;
            Property.named("number " + which + " off by one is a problem")
                    .cases(20)
                    .check(
                            gen -> Numbers.balanced(gen).wrong(wrong),
                            one -> assertThat(check(one, source, Unaccounted.NONE, true, 0))
                                    .isNotEmpty());
        }
    }

    @Test
    void statementsSentTwiceMayBeCountedEitherWay() throws IOException {
        Numbers one = new Numbers(10, new Counts(10, 0, 0, 0, 0, 0), 0, 0, 12);
        assertThat(check(one, source(), Unaccounted.NONE, true, 2)).isEmpty();
        assertThat(check(one, source(), Unaccounted.NONE, true, 1)).hasSize(1);
    }

    @Test
    void whatWasInFlightBeforeAResumeIsAllowedUntilAllIsLoaded() throws IOException {
        Unaccounted resumed = new Unaccounted(0, true, true, false);
        Numbers one = new Numbers(10, new Counts(10, 0, 0, 0, 0, 0), 0, 0, 500);
        assertThat(check(one, source(), resumed, false, 0)).isEmpty();
        assertThat(check(one, source(), resumed, true, 0)).hasSize(1);
    }

    @Test
    void aSourceThatWasNotReadToItsEndIsAProblem() throws IOException {
        Source source = source();
        Numbers one = new Numbers(1, new Counts(1, 0, 0, 0, 0, 0), 0, 0, 1);
        List<String> problems = Conservation.check(
                collection(one, BYTES - 1),
                List.of(new Conservation.ReadSource(summary(one, BYTES - 1), source, CsvFormat.DEFAULT)),
                Unaccounted.NONE,
                true,
                0);
        assertThat(problems).singleElement().asString().contains("99 bytes were read", "100");
    }

    private Source source() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "x".repeat(BYTES - 1) + "\n");
        return requireNonNull(Sources.again("a.csv", file.toString()));
    }

    private static List<String> check(
            Numbers one, Source source, Unaccounted unaccounted, boolean complete, long uncertain) {
        return new ArrayList<>(Conservation.check(
                collection(one, BYTES),
                List.of(new Conservation.ReadSource(summary(one, BYTES), source, CsvFormat.DEFAULT)),
                unaccounted,
                complete,
                uncertain));
    }

    private static SourceSummary summary(Numbers one, long bytes) {
        return new SourceSummary(
                "a.csv", bytes, one.records(), Recoveries.NONE, one.counts(), one.rejected(), null, null);
    }

    private static CollectionSummary collection(Numbers one, long bytes) {
        return new CollectionSummary(
                "a", "insert", List.of(summary(one, bytes)), Map.of(), 1, 0, one.before(), one.after(), true);
    }
}
