package sluice.bson;

/**
 * Writes dates that are a number of seconds or milliseconds since 1970 in UTC. Seconds may have decimals. What is finer
 * than a millisecond is refused, or cut towards the past if the plan says so, as it is for all dates.
 *
 * @param millis whether the number is of milliseconds
 * @param truncating whether what is finer than a millisecond is cut
 */
record EpochWriter(boolean millis, boolean truncating) implements ValueWriter {
    private static final int DECIMALS = 3;

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        boolean negative = bytes[from] == '-';
        int first = negative || bytes[from] == '+' ? from + 1 : from;
        // Counted down from zero, as the smallest long has no positive counterpart.
        long value = 0;
        int decimals = -1;
        boolean finer = false;
        int limit = millis ? 0 : DECIMALS;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (bytes[i] == '.' && (!millis || truncating) && decimals < 0 && i > first && i + 1 < to) {
                decimals = 0;
            } else if (digit < 0 || digit > 9 || (decimals == limit && digit != 0 && !truncating)) {
                return false;
            } else if (decimals == limit) {
                finer |= digit != 0;
            } else {
                if (value < (Long.MIN_VALUE + digit) / 10) {
                    return false;
                }
                value = value * 10 - digit;
                decimals += decimals < 0 ? 0 : 1;
            }
        }
        for (int i = Math.max(decimals, 0); i < limit; i++) {
            if (value < Long.MIN_VALUE / 10) {
                return false;
            }
            value *= 10;
        }
        if (first == to || (!negative && value == Long.MIN_VALUE)) {
            return false;
        }
        if (negative && finer && value == Long.MIN_VALUE) {
            return false;
        }
        out.putHead(BsonElements.DATE_TIME, name);
        out.putLong(negative ? value - (finer ? 1 : 0) : -value);
        return true;
    }
}
