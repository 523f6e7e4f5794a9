package sluice.faults;

import java.util.List;
import sluice.testkit.Gen;

/**
 * What is loaded in a run, and with which options.
 *
 * @param rows of all files of the first collection together
 * @param files how many files the first collection has
 * @param child whether a second collection refers to the first
 * @param prior whether the first collection has documents before the load
 * @param options of {@code sluice load}
 * @param tail what the last file of the first collection ends with, as it stands
 */
record Shape(Mode mode, int rows, int files, boolean child, boolean prior, List<String> options, String tail) {
    private static final List<String> SMALL_PIECES =
            List.of("--workers", "4", "--chunk-size", "16KiB", "--batch-size", "500");

    Shape {
        options = List.copyOf(options);
    }

    /** The shape of all scenarios that need no other: small chunks, so that there are many of them. */
    static Shape usual(Mode mode, int rows) {
        return new Shape(mode, rows, 2, mode.canBeParent(), !mode.word().equals("insert"), SMALL_PIECES, "");
    }

    /** Any shape. */
    static Shape any(Mode mode, int rows, Gen gen) {
        List<String> options = List.of(
                "--workers",
                Integer.toString(gen.between(1, 8)),
                "--chunk-size",
                gen.oneOf("4KiB", "16KiB", "64KiB", "200", "1000"),
                "--batch-size",
                gen.oneOf("10", "100", "1000", "5000"),
                "--lanes",
                Integer.toString(gen.between(1, 6)),
                "--key-memory",
                gen.oneOf("64MiB", "64MiB", "64KiB"));
        boolean child = mode.canBeParent() && gen.chance(50);
        boolean prior = mode == Mode.DELETE || gen.chance(40);
        return new Shape(mode, gen.between(rows / 4, rows), gen.between(1, 4), child, prior, options, "");
    }

    Shape with(String newTail) {
        return new Shape(mode, rows, files, child, prior, options, newTail);
    }
}
