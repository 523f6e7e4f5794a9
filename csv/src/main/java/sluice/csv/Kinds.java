package sluice.csv;

/** What each of the 256 byte values means outside quotes. */
final class Kinds {
    static final byte TEXT = 0;
    static final byte DELIMITER = 1;
    static final byte LF = 2;
    static final byte CR = 3;

    private Kinds() {}

    static byte[] of(Dialect dialect) {
        byte[] kinds = new byte[256];
        kinds[dialect.delimiter() & 0xff] = DELIMITER;
        kinds['\n'] = LF;
        kinds['\r'] = CR;
        return kinds;
    }

    static boolean isLineEnd(byte kind) {
        return kind >= LF;
    }
}
