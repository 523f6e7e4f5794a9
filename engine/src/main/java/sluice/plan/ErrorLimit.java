package sluice.plan;

import java.util.Locale;

/** How many rejects a load takes before it stops. */
public sealed interface ErrorLimit {

    /** Never stops for rejects. */
    ErrorLimit UNLIMITED = new Absolute(Long.MAX_VALUE);

    /** Whether so many rejects of so many records are too many. */
    boolean exceeded(long rejected, long records);

    /**
     * Stops when there are more rejects than that.
     *
     * @param most the most that are taken, at least 0
     */
    record Absolute(long most) implements ErrorLimit {
        @Override
        public boolean exceeded(long rejected, long records) {
            return rejected > most;
        }

        @Override
        public String toString() {
            return most == Long.MAX_VALUE ? "unlimited" : Long.toString(most);
        }
    }

    /**
     * Stops when the share of rejects is larger than that; not before {@link #MIN_SAMPLE} records were seen.
     *
     * @param percent 0 to 100
     */
    record Percentage(double percent) implements ErrorLimit {
        /** Fewer records say nothing about the share. */
        static final long MIN_SAMPLE = 100;

        @Override
        public boolean exceeded(long rejected, long records) {
            return records >= MIN_SAMPLE && rejected * 100.0 > percent * records;
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /**
     * Reads {@code 100} or {@code 0.5%}.
     *
     * @throws IllegalArgumentException where the text is neither
     */
    static ErrorLimit parse(String text) {
        String trimmed = text.trim();
        try {
            if (trimmed.toLowerCase(Locale.ROOT).equals("unlimited")) {
                return UNLIMITED;
            }
            if (trimmed.endsWith("%")) {
                double percent = Double.parseDouble(trimmed.substring(0, trimmed.length() - 1));
                if (percent >= 0 && percent <= 100) {
                    return new Percentage(percent);
                }
            } else {
                long most = Long.parseLong(trimmed);
                if (most >= 0) {
                    return new Absolute(most);
                }
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no error limit; write a number such as 100, a share such as 0.5%, or unlimited");
    }
}
