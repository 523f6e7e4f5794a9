package sluice.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file in a ZIP archive.
 *
 * @param name what the user called it
 * @param archive where the archive lies
 * @param found what the archive was when it was found
 * @param entry the file's name in the archive
 * @param size its bytes, unpacked
 * @param packed its bytes in the archive
 * @param crc its checksum, CRC-32
 */
public record ZipSource(String name, Path archive, FileState found, String entry, long size, long packed, long crc)
        implements Source {

    @Override
    public String label() {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    @Override
    public String address() {
        return archive.toAbsolutePath().normalize().toString() + ZipArchive.SEPARATOR + entry;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        return open(0);
    }

    /** What stands before the offset is unpacked too: its checksum is that of the whole. */
    @Override
    public InputStream open(long offset) throws IOException {
        String change = change();
        if (change != null) {
            throw new SourceException(name + ": " + change + "; start again when it doesn't change any more.");
        }
        if (offset > size) {
            throw new EOFException("it has only " + size + " bytes");
        }
        ZipFile zip = ZipArchive.open(archive);
        try {
            ZipEntry opened = zip.getEntry(entry);
            InputStream packedBytes = opened == null ? null : zip.getInputStream(opened);
            if (packedBytes == null) {
                throw new ZipException("the archive no longer holds it");
            }
            InputStream content = new ZipEntryStream(zip, packedBytes, size, packed, crc);
            content.skipNBytes(offset);
            return content;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public @Nullable String change() throws IOException {
        try {
            return found.changeTo(FileState.of(archive));
        } catch (NoSuchFileException e) {
            return "was removed since the load found it";
        }
    }

    /** The archive tells whether it has changed. */
    @Override
    public Origin origin() throws IOException {
        return new Origin(address(), SourceFingerprint.of(archive));
    }
}
