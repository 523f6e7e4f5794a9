package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One input: a file, a file in an archive, what a URL names, or standard input; compressed or not. Thread-safe. */
public sealed interface Source permits FileSource, ZipSource, HttpSource, StandardInput, AbsentSource {

    /** What the user called it; appears in messages. */
    String name();

    /** A short name for files made from it, without folders. */
    String label();

    /** What names it in a plan, from any folder; a secret in a URL is masked. */
    String address();

    /** Its bytes, those of its content where it is compressed; or -1 where that can't be known. */
    long size();

    /** Whether it can be read a second time. */
    boolean repeatable();

    /**
     * Opens it at its first byte; the caller closes it. What is compressed is decompressed on the way, and a reader of damaged data
     * gets an {@link IOException} that says where and what.
     *
     * @throws IOException where it can't be opened
     */
    InputStream open() throws IOException;

    /**
     * Opens it at one of its bytes; the caller closes it.
     *
     * @param offset how many bytes stand before it
     * @throws SourceException where it is no longer what was found
     * @throws IOException where it can't be opened, or ends before
     */
    InputStream open(long offset) throws IOException;

    /**
     * What has become of it since it was found, in words that follow its name; null where it is as it was, or where
     * that can't be known.
     *
     * @throws IOException where it can't be looked at
     */
    @Nullable
    String change() throws IOException;

    /**
     * Where it can be found again by a later process, and what it is now; null if it can be read only once, or if a later process couldn't
     * tell whether it had changed.
     *
     * @throws IOException where it can't be looked at
     */
    @Nullable
    Origin origin() throws IOException;
}
