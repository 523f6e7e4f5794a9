package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard input: can be read once, its size is not known.
 *
 * @param stream the bytes
 */
public record StandardInput(InputStream stream) implements Source {

    /** How plans and command lines name it. */
    public static final String NAME = "-";

    @Override
    public String name() {
        return "standard input";
    }

    @Override
    public String label() {
        return "stdin";
    }

    @Override
    public String address() {
        return NAME;
    }

    @Override
    public @Nullable Origin origin() {
        return null;
    }

    @Override
    public long size() {
        return -1;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public InputStream open() throws IOException {
        return Compression.content(stream);
    }

    @Override
    public InputStream open(long offset) throws IOException {
        InputStream content = open();
        content.skipNBytes(offset);
        return content;
    }

    @Override
    public @Nullable String change() {
        return null;
    }
}
