package sluice.embedded.pages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Paths of a file system that H2 knows as {@code blocks:}, in which each file is a {@link BlockFile}. Public because H2 makes them. */
public final class BlockPath extends FilePathWrapper {
    static final String SCHEME = "blocks";

    static {
        FilePath.register(new BlockPath());
    }

    /** One without a path, as H2 wants it. */
    public BlockPath() {}

    /** How H2 is told to open that file. */
    static String of(String file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new BlockFile(getBase().open(mode), getBase().getName());
    }

    @Override
    public long size() {
        return getBase().size() / BlockFile.STORED * BlockFile.BLOCK;
    }
}
