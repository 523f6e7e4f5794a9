package sluice.journal;

/**
 * A place in a file that is only ever appended to.
 *
 * @param length the bytes before it
 * @param crc their CRC-32C
 */
public record FileMark(long length, int crc) {
    /** Before the first byte, also of a file that isn't there. */
    public static final FileMark START = new FileMark(0, 0);
}
