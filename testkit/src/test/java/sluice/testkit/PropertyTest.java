package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PropertyTest {
    private static final Pattern SEED = Pattern.compile("-Dsluice\\.seed=(-?\\d+)");

    @Test
    void propertyThatHoldsPasses() {
        assertThatCode(() -> Property.named("bytes have a length")
                        .cases(50)
                        .check(
                                gen -> gen.bytes(20),
                                bytes -> assertThat(bytes.length).isBetween(0, 20)))
                .doesNotThrowAnyException();
    }

    @Test
    void plantedFailureIsFoundAndShrunk() {
        AssertionError error = failureOf(settings(Optional.empty(), 1));

        assertThat(error)
                .hasMessageContaining("no seven: does not hold for [7]")
                .hasMessageContaining("-Dtest=PropertyTest")
                .hasMessageContaining("planted")
                .cause()
                .hasMessage("planted");
    }

    @Test
    void printedSeedReproducesTheFailure() {
        AssertionError first = failureOf(settings(Optional.empty(), 1));
        long seed = seedIn(first);
        AtomicInteger generated = new AtomicInteger();

        AssertionError second = catchThrowableOfType(
                AssertionError.class,
                () -> property(settings(Optional.of(seed), 1))
                        .cases(1000)
                        .check(
                                gen -> {
                                    generated.incrementAndGet();
                                    return PropertyTest.numbers(gen);
                                },
                                Shrinker.list(Shrinker.number()),
                                PropertyTest::noSeven));

        assertThat(second).hasMessage(first.getMessage());
        assertThat(generated).hasValue(1);
    }

    @Test
    void factorMultipliesTheCases() {
        AtomicInteger checked = new AtomicInteger();

        property(settings(Optional.empty(), 2.5)).cases(10).check(Gen::anyInt, value -> checked.incrementAndGet());

        assertThat(checked).hasValue(25);
    }

    @Test
    void bytesAreShownReadably() {
        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> property(settings(Optional.empty(), 1))
                        .check(gen -> gen.bytes(40, "a,\n\"\u00ff"), Shrinker.bytes(), bytes -> {
                            String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
                            assertThat(text.indexOf('\u00ff') >= 0 && text.indexOf('\n') >= 0)
                                    .isFalse();
                        }));

        assertThat(error.getMessage()).containsPattern("for 2 bytes \"(\\\\xff\\\\n|\\\\n\\\\xff)\"");
    }

    @Test
    void stringsAndPartsShrink() {
        record Case(String text, int number) {}
        Shrinker<Case> shrinker = Shrinker.string()
                .of(Case::text, (c, text) -> new Case(text, c.number()))
                .or(Shrinker.number().of(Case::number, (c, number) -> new Case(c.text(), number)));

        AssertionError error = catchThrowableOfType(
                AssertionError.class,
                () -> property(settings(Optional.empty(), 1))
                        .check(
                                gen -> new Case(gen.string(30) + "x", gen.between(1, 1000)),
                                shrinker,
                                c -> assertThat(c.text().contains("x") && c.number() >= 1)
                                        .isFalse()));

        assertThat(error).hasMessageContaining("Case[text=x, number=1]");
    }

    @Test
    void sameSeedGivesTheSameValues() {
        List<Object> first = someOf(new Gen(42));

        assertThat(someOf(new Gen(42))).isEqualTo(first);
        assertThat(someOf(new Gen(43))).isNotEqualTo(first);
    }

    @Test
    void boundsAreBothReached() {
        Gen gen = new Gen(1);

        assertThat(new java.util.HashSet<>(gen.list(10_000, g -> g.between(3, 5))))
                .containsExactlyInAnyOrder(3, 4, 5);
        assertThat(gen.between(Integer.MIN_VALUE, Integer.MAX_VALUE)).isNotZero();
    }

    private static List<Object> someOf(Gen gen) {
        List<Object> values = new ArrayList<>();
        values.add(gen.anyLong());
        values.add(gen.string(50));
        values.add(gen.string(50, "abc"));
        values.add(gen.oneOf("a", "b"));
        values.add(gen.oneOf(List.of(1, 2)));
        values.add(gen.chance(50));
        return values;
    }

    private static AssertionError failureOf(Property.Settings settings) {
        return catchThrowableOfType(
                AssertionError.class,
                () -> property(settings)
                        .cases(1000)
                        .check(PropertyTest::numbers, Shrinker.list(Shrinker.number()), PropertyTest::noSeven));
    }

    private static List<Integer> numbers(Gen gen) {
        return gen.list(50, g -> g.between(0, 100));
    }

    private static void noSeven(List<Integer> numbers) {
        if (numbers.contains(7)) {
            throw new AssertionError("planted");
        }
    }

    private static Property property(Property.Settings settings) {
        return new Property("no seven", "PropertyTest", settings);
    }

    private static Property.Settings settings(Optional<Long> seed, double factor) {
        return new Property.Settings(seed, factor);
    }

    private static long seedIn(AssertionError error) {
        Matcher matcher = SEED.matcher(String.valueOf(error.getMessage()));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
