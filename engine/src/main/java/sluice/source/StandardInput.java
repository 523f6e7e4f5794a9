package sluice.source;

import java.io.InputStream;

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
    public long size() {
        return -1;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public InputStream open() {
        return stream;
    }
}
