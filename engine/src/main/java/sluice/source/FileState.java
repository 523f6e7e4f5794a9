package sluice.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a regular file was when it was found.
 *
 * @param size its own bytes, compressed or not
 * @param modified when it was last written to
 * @param key what tells it from another file of its name (on Unix device and inode), or null where there is no such thing
 */
public record FileState(
        long size, FileTime modified, @Nullable Object key) {

    /** The state of a file, or null for a pipe or a device. */
    static @Nullable FileState of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.isRegularFile()
                ? new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey())
                : null;
    }

    /** Whether it is what it was when {@code this} was taken, but longer: what was there may still be read. */
    boolean grewTo(FileState now) {
        return now.size > size && Objects.equals(key, now.key);
    }

    /** What has become of the file, in words that follow its name, or null where it is as it was. */
    @Nullable
    String changeTo(@Nullable FileState now) {
        if (now == null || !Objects.equals(key, now.key)) {
            return "was replaced by another file since the load found it";
        }
        if (size != now.size) {
            return String.format(Locale.ROOT, "had %,d bytes when the load found it and has %,d now", size, now.size);
        }
        if (!modified.equals(now.modified)) {
            return "was written to since the load found it (" + modified + ", now " + now.modified + ")";
        }
        return null;
    }
}
