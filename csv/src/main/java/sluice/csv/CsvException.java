package sluice.csv;

/** Ends the reading of a source: the source holds something from which no record boundary can be found again. */
public final class CsvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final long line;
    private final long offset;

    CsvException(String source, long line, long offset, String message) {
        super(source + ", line " + line + " (byte " + offset + "): " + message);
        this.source = source;
        this.line = line;
        this.offset = offset;
    }

    /** The source's name. */
    public String source() {
        return source;
    }

    /** The line on which the record starts, from 1. */
    public long line() {
        return line;
    }

    /** The source's byte at which the record starts, from 0. */
    public long offset() {
        return offset;
    }
}
