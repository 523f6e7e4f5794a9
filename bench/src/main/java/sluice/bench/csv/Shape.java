package sluice.bench.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** Kinds of CSV files that parsers find easy or hard. The bytes of each are the same in every run. */
public enum Shape {
    /** Eight short fields a record, no quotes. */
    PLAIN {
        @Override
        void record(StringBuilder out, SplittableRandom random) {
            out.append('C').append(random.nextInt(100_000, 1_000_000)).append(',');
            out.append(word(random))
                    .append(',')
                    .append(word(random))
                    .append(' ')
                    .append(word(random));
            out.append(",55 Elm Street,(206) 555-")
                    .append(random.nextInt(1000, 10_000))
                    .append(',');
            out.append(word(random)).append("@example.com,").append(random.nextBoolean() ? "active" : "inactive");
            out.append(',').append(random.nextInt(1000)).append('\n');
        }
    },
    /** Four fields a record, of which three are quoted, with delimiters, doubled quotes and line ends in them. */
    QUOTED {
        @Override
        void record(StringBuilder out, SplittableRandom random) {
            out.append(random.nextInt(1_000_000))
                    .append(",\"")
                    .append(word(random))
                    .append(", ")
                    .append(word(random));
            out.append("\",\"")
                    .append(words(random, 8))
                    .append('\n')
                    .append(words(random, 8))
                    .append("\",\"");
            out.append(word(random))
                    .append(random.nextInt(8) == 0 ? " \"\"quoted\"\"" : "")
                    .append("\"\n");
        }
    },
    /** 200 fields a record, mostly numbers. */
    WIDE {
        @Override
        void record(StringBuilder out, SplittableRandom random) {
            for (int i = 1; i < COLUMNS; i++) {
                out.append(random.nextInt(100_000)).append(',');
            }
            out.append(word(random)).append('\n');
        }
    },
    /** A number and a text of some two thousand characters without quotes. */
    LONG_TEXT {
        @Override
        void record(StringBuilder out, SplittableRandom random) {
            out.append(random.nextInt(1_000_000))
                    .append(',')
                    .append(words(random, 300))
                    .append('\n');
        }
    };

    private static final int COLUMNS = 200;
    private static final long SEED = 12;
    private static final String[] WORDS = {
        "amber", "birch", "cedar", "delta", "elm", "fir", "grove", "hazel", "iris", "juniper", "larch", "maple", "oak"
    };

    abstract void record(StringBuilder out, SplittableRandom random);

    /**
     * A file of whole records.
     *
     * @param size about how many bytes it has
     */
    public byte[] bytes(int size) {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder text = new StringBuilder(size + (size >> 3));
        while (text.length() < size) {
            record(text, random);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String word(SplittableRandom random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(word(random));
        }
        return text.toString();
    }
}
