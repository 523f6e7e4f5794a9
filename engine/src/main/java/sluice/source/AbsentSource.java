package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A source of an earlier load of which only the name is needed; it can't be opened.
 *
 * @param name what the user called it
 */
public record AbsentSource(String name) implements Source {

    @Override
    public String label() {
        return name;
    }

    @Override
    public String address() {
        return name;
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
        return open(0);
    }

    @Override
    public InputStream open(long offset) throws IOException {
        throw new IOException("only its name is known");
    }

    @Override
    public @Nullable String change() {
        return null;
    }

    @Override
    public @Nullable Origin origin() {
        return null;
    }
}
