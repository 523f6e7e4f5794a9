package sluice.csv;

import java.io.IOException;
import java.util.Locale;

/**
 * Bytes that can't be told back once they are UTF-8: their encoding has several ways to write one character, and would write
 * these in another way. It happens in a few encodings of many bytes a character, such as those of Japanese Windows.
 */
public final class InexactTextException extends IOException {
    private static final long serialVersionUID = 1;

    private final long offset;

    /** For the byte at the offset from where the stream began. */
    InexactTextException(String encoding, long offset) {
        super(String.format(
                Locale.ROOT,
                "byte %,d begins a character that %s can write in several ways, so the source's bytes could not be told back;"
                        + " convert the source to UTF-8 first",
                offset,
                encoding));
        this.offset = offset;
    }

    /** Where the character begins: how many bytes of the stream that was transcoded stand before it. */
    public long offset() {
        return offset;
    }
}
