package sluice.operation;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells whether an operation's plan is still the one it began with. */
public final class PlanHash {
    private PlanHash() {}

    /** The XXH3-128 hash of a plan's text, in hexadecimal digits. */
    public static String of(String yaml) {
        HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(yaml.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%016x%016x", hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
