package sluice.source;

import java.io.IOException;
import java.io.InputStream;

/** One input: a file or standard input. Thread-safe. */
public sealed interface Source permits FileSource, StandardInput {

    /** What the user called it; appears in messages. */
    String name();

    /** A short name for files made from it, without folders. */
    String label();

    /** Its bytes, or -1 where that can't be known. */
    long size();

    /** Whether it can be read a second time. */
    boolean repeatable();

    /**
     * Opens it at its first byte; the caller closes it.
     *
     * @throws IOException where it can't be opened
     */
    InputStream open() throws IOException;
}
