package sluice.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that has to hold for every random case.
 *
 * <p>A failure names the seed of its case and shows that case made as small as possible. {@code -Dsluice.seed=N} runs
 * the case of that seed and no other; {@code -Dsluice.cases=10} runs ten times as many cases as the test asks for, and
 * {@code 0.1} a tenth.
 */
public final class Property {
    private static final int DEFAULT_CASES = 200;
    /** Enough for a case of some thousand elements; more is a wait that tells nothing. */
    private static final int SHRINK_ATTEMPTS = 5000;
    /** A case that talks to a server takes long; what is found by then is small enough to read. */
    private static final long SHRINK_NANOS = 60_000_000_000L;

    private final String name;
    private final String testClass;
    private final Settings settings;
    private int cases = DEFAULT_CASES;
    private boolean fixed;

    Property(String name, String testClass, Settings settings) {
        this.name = name;
        this.testClass = testClass;
        this.settings = settings;
    }

    /** Which cases run: the one of a seed, or so many times the usual number from a random seed. */
    record Settings(Optional<Long> seed, double factor) {
        static Settings ofSystem() {
            return new Settings(
                    Optional.ofNullable(System.getProperty("sluice.seed")).map(Long::valueOf),
                    Double.parseDouble(System.getProperty("sluice.cases", "1")));
        }
    }

    /** A case that failed, and how. */
    private record Failure<T>(T value, Throwable cause) {}

    /** A property; the name is a sentence for the message of a failure. To be called by the test class itself. */
    public static Property named(String name) {
        Class<?> caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass();
        return new Property(name, caller.getSimpleName(), Settings.ofSystem());
    }

    /** How many cases to try. Default: 200. */
    public Property cases(int value) {
        cases = value;
        return this;
    }

    /**
     * Runs the same cases every time: for what is right for nearly all cases and can't be right for all, such as a guess. More
     * cases ({@code -Dsluice.cases}) are more of the same sequence.
     */
    public Property sameEveryTime() {
        fixed = true;
        return this;
    }

    /** Checks random cases; a failing one is shown as it is. */
    public <T> void check(Generator<T> generator, Assertion<T> assertion) {
        check(generator, Shrinker.none(), assertion);
    }

    /**
     * Checks random cases; a failing one is made smaller first.
     *
     * @throws AssertionError with the seed, the smallest case found, and what it failed with as the cause
     */
    public <T> void check(Generator<T> generator, Shrinker<T> shrinker, Assertion<T> assertion) {
        if (settings.seed().isPresent()) {
            checkSeed(settings.seed().get(), generator, shrinker, assertion);
            return;
        }
        SplittableRandom seeds = fixed ? new SplittableRandom(0) : new SplittableRandom();
        for (long left = Math.max(1, Math.round(cases * settings.factor())); left > 0; left--) {
            checkSeed(seeds.nextLong(), generator, shrinker, assertion);
        }
    }

    private <T> void checkSeed(long seed, Generator<T> generator, Shrinker<T> shrinker, Assertion<T> assertion) {
        T value = generator.generate(new Gen(seed));
        Throwable failure = failure(assertion, value);
        if (failure != null) {
            Failure<T> smallest = shrink(new Failure<>(value, failure), shrinker, assertion);
            throw new AssertionError(message(seed, smallest), smallest.cause());
        }
    }

    private static <T> Failure<T> shrink(Failure<T> first, Shrinker<T> shrinker, Assertion<T> assertion) {
        Failure<T> smallest = first;
        int left = SHRINK_ATTEMPTS;
        long start = System.nanoTime();
        boolean found = true;
        while (found) {
            found = false;
            var candidates = shrinker.smaller(smallest.value()).iterator();
            while (!found && left-- > 0 && System.nanoTime() - start < SHRINK_NANOS && candidates.hasNext()) {
                T candidate = candidates.next();
                Throwable failure = failure(assertion, candidate);
                if (failure != null) {
                    smallest = new Failure<>(candidate, failure);
                    found = true;
                }
            }
        }
        return smallest;
    }

    private static <T> @Nullable Throwable failure(Assertion<T> assertion, T value) {
        try {
            assertion.check(value);
            return null;
        } catch (Exception | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    private String message(long seed, Failure<?> failure) {
        return "%s: does not hold for %s%n  %s%n  repeat with: mvn test -pl MODULE -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=%s -Dsluice.seed=%d"
                .formatted(name, shown(failure.value()), failure.cause(), testClass, seed);
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes \"" + escaped(bytes) + "\"";
        }
        return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '"', '\\' -> text.append('\\').append(c);
                default -> text.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : "\\x%02x".formatted((int) c));
            }
        }
        return text.toString();
    }
}
