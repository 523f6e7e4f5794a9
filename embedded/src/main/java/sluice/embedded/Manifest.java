package sluice.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a data directory must hold: written at each checkpoint, with a checksum of its own.
 *
 * @param generation the checkpoint's number; 0 if there has been none, so that nothing can have been acknowledged
 * @param bytes how long the file of pages is
 * @param entries how many entries each map has, by the map's name
 */
record Manifest(long generation, long bytes, Map<String, Long> entries) {
    /** What the files of a data directory look like. A directory of another format is refused. */
    static final int FORMAT = 2;

    /** Of a directory in which nothing is yet. */
    static final Manifest NONE = new Manifest(0, 0, Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);

    private static final String TITLE = "sluice data directory, format ";
    private static final String CHECKSUM = "crc32c ";

    Manifest {
        entries = Map.copyOf(entries);
    }

    /** Puts it in the place of the one before, in one step that outlives the machine. */
    void write(DataFiles files) throws IOException {
        Path file = files.manifest();
        Path next = files.directory().resolve("sluice.manifest.new");
        try (FileChannel channel = OwnerOnly.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(files.directory());
    }

    /**
     * Reads the one of a directory.
     *
     * @throws DamagedDirectoryException if it is not as it was written, or of another format
     */
    static Manifest read(DataFiles files) throws IOException {
        String text = new String(Files.readAllBytes(files.manifest()), StandardCharsets.ISO_8859_1);
        Path directory = files.directory();
        int last = text.lastIndexOf(CHECKSUM);
        if (last < 0 || !text.substring(last).equals(checksum(text.substring(0, last)))) {
            throw new DamagedDirectoryException(directory, "sluice.manifest has changed since it was written");
        }
        String[] lines = text.substring(0, last).split("\n", -1);
        if (!lines[0].equals(TITLE + FORMAT)) {
            throw new DataDirectoryException(
                    "The data directory " + directory + " is of another version of Sluice: sluice.manifest says \""
                            + lines[0]
                            + "\", this one reads format " + FORMAT
                            + ". Use that version, or choose another directory with --data-dir.",
                    null);
        }
        Map<String, Long> entries = new TreeMap<>();
        for (int i = 3; i < lines.length - 1; i++) {
            String[] words = lines[i].split(" ", 3);
            entries.put(URLDecoder.decode(words[2], StandardCharsets.UTF_8), Long.valueOf(words[1]));
        }
        return new Manifest(number(lines[1]), number(lines[2]), entries);
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    private String text() {
        StringBuilder text = new StringBuilder(TITLE).append(FORMAT).append('\n');
        text.append("generation ").append(generation).append('\n');
        text.append("bytes ").append(bytes).append('\n');
        new TreeMap<>(entries)
                .forEach((map, count) -> text.append("map ")
                        .append(count)
                        .append(' ')
                        .append(URLEncoder.encode(map, StandardCharsets.UTF_8))
                        .append('\n'));
        return text + checksum(text.toString());
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return CHECKSUM + String.format("%08x", crc.getValue()) + "\n";
    }

    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows has no such thing: there a rename is as durable as it gets.
            LOG.debug("{} can't be forced", directory, e);
        }
    }
}
