package sluice.generate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** A table on its way to disk: under another name until it is published. */
final class TableFile {
    private static final Damage[] DAMAGES = Damage.values();

    private final Table table;
    private final GenerateOptions options;
    private final Path target;
    private final Path partial;

    TableFile(Table table, GenerateOptions options) {
        this.table = table;
        this.options = options;
        String name = table.shape().file();
        target = options.directory().resolve(name);
        partial = options.directory().resolve("." + name + "." + Long.toHexString(System.nanoTime()) + ".partial");
    }

    FileSummary write() {
        // For Ctrl-C; in all other cases the file is gone by then.
        partial.toFile().deleteOnExit();
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return write(new RowWriter(channel, table.shape(), options.crlf()));
        } catch (IOException e) {
            throw new GenerateException(target + " can't be written: " + DataSets.reason(e) + ".", e);
        }
    }

    private FileSummary write(RowWriter out) throws IOException {
        if (!table.shape().header().isEmpty()) {
            out.header(table.shape().header());
        }
        Flaws flaws = table.flaws();
        long[] damaged = new long[DAMAGES.length];
        long duplicates = 0;
        for (long row = 0; row < flaws.rows(); row++) {
            long place = flaws.place(row);
            switch (flaws.at(place)) {
                case BAD -> {
                    int kind = (int) (place % DAMAGES.length);
                    damaged[kind]++;
                    out.begin(DAMAGES[kind]);
                }
                case DUPLICATE -> {
                    duplicates++;
                    out.begin(null);
                }
                case NEWLINE, NON_ASCII, NONE -> out.begin(null);
            }
            table.write(row, place, out);
            out.end();
        }
        out.flush();
        Map<Damage, Long> byKind = new EnumMap<>(Damage.class);
        for (int kind = 0; kind < DAMAGES.length; kind++) {
            byKind.put(DAMAGES[kind], damaged[kind]);
        }
        return new FileSummary(
                target,
                flaws.rows(),
                out.bytes(),
                duplicates,
                Collections.unmodifiableMap(byKind),
                out.rowsWithNewline(),
                out.rowsWithNonAscii(),
                Collections.unmodifiableMap(table.found()));
    }

    void publish() {
        CopyOption[] how = options.force() ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING} : new CopyOption[0];
        try {
            Files.move(partial, target, how);
        } catch (IOException e) {
            throw new GenerateException(target + " can't be put in place: " + DataSets.reason(e) + ".", e);
        }
    }

    void discard() {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new GenerateException(partial + " can't be removed: " + DataSets.reason(e) + ".", e);
        }
    }
}
