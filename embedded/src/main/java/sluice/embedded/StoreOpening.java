package sluice.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import sluice.embedded.pages.PageFile;

/**
 * Opens the pages of a data directory and makes what the redo log says again, if all is there that the manifest asks for.
 *
 * <p>Nothing on the disk is changed but in a directory that holds nothing yet. What a checkpoint leaves that a kill has
 * cut short is told from damage by the generation: the pages may be one ahead of the manifest, and then need no log.
 */
final class StoreOpening {
    private final DataFiles files;

    StoreOpening(DataFiles files) {
        this.files = files;
    }

    /**
     * Returns the store of the pages, with what was acknowledged after their last checkpoint not committed yet.
     *
     * @throws DamagedDirectoryException if a file is missing, cut short or changed
     */
    MVStore open() throws IOException {
        refuseOldFormat();
        Manifest manifest = manifest();
        if (manifest.generation() == 0) {
            return create();
        }
        if (!Files.exists(files.pages())) {
            throw damaged("sluice.mv is missing");
        }
        OwnerOnly.create(files.pages());
        long bytes = Files.size(files.pages());
        if (bytes < PageFile.SMALLEST) {
            throw damaged(cutShort(bytes, manifest));
        }
        PageFile file = PageFile.open(files.pages(), false);
        MVStore pages = null;
        try {
            pages = file.openStore();
            check(pages, file, manifest);
            return pages;
        } catch (MVStoreException e) {
            close(pages);
            throw damaged(reason(bytes, manifest, message(e)));
        } catch (IOException | RuntimeException e) {
            close(pages);
            throw e;
        }
    }

    private void check(MVStore pages, PageFile file, Manifest manifest) throws IOException {
        OptionalLong damage = file.damage();
        if (damage.isPresent()) {
            throw damaged(changedAt(damage.getAsLong()));
        }
        long generation = StoreMaps.generation(pages);
        if (generation == manifest.generation()) {
            Map<String, Long> entries = StoreMaps.sizes(pages);
            if (!entries.equals(manifest.entries())) {
                throw damaged("sluice.mv doesn't hold what sluice.manifest asks for");
            }
            replay(pages, generation);
        } else if (generation != manifest.generation() + 1) {
            throw damaged(reason(
                    Files.size(files.pages()),
                    manifest,
                    "sluice.mv is of checkpoint " + generation + ", sluice.manifest of checkpoint "
                            + manifest.generation()));
        }
    }

    /** Why no version of the pages can be read, or not the one that there must be. */
    private String reason(long bytes, Manifest manifest, String otherwise) throws IOException {
        if (bytes < manifest.bytes()) {
            return cutShort(bytes, manifest);
        }
        OptionalLong changed = PageFile.firstChanged(files.pages());
        return changed.isPresent() ? changedAt(changed.getAsLong()) : otherwise;
    }

    private static String changedAt(long at) {
        return "sluice.mv has changed since it was written, at byte " + at;
    }

    private void replay(MVStore pages, long generation) throws IOException {
        Path log = files.log(generation);
        if (!Files.exists(log)) {
            throw damaged(log.getFileName() + " is missing");
        }
        try (RedoFrames frames = RedoFrames.open(files, generation)) {
            RedoBuffer.Target target = StoreMaps.target(pages);
            for (ByteBuffer contents = frames.next(); contents != null; contents = frames.next()) {
                RedoBuffer.replay(contents, target);
            }
        }
    }

    /** Returns what there must be; {@link Manifest#NONE} if nothing was acknowledged in this directory so far. */
    private Manifest manifest() throws IOException {
        if (Files.exists(files.manifest())) {
            return Manifest.read(files);
        }
        if (Files.exists(files.pages()) || !files.logs().isEmpty()) {
            throw damaged("sluice.manifest is missing");
        }
        return Manifest.NONE;
    }

    private MVStore create() throws IOException {
        Manifest.NONE.write(files);
        Files.deleteIfExists(files.pages());
        OwnerOnly.create(files.pages());
        return PageFile.open(files.pages(), false).openStore();
    }

    private void refuseOldFormat() throws IOException {
        if (files.areOld()) {
            throw new DataDirectoryException(
                    "The data directory " + files.directory()
                            + " is of an earlier version of Sluice, without checksums, so"
                            + " damage to it could not be seen. Export it with `sluice rescue " + files.directory()
                            + " OUT-DIR`, or choose another one with --data-dir.",
                    null);
        }
    }

    private static String cutShort(long bytes, Manifest manifest) {
        return "sluice.mv is cut short: it has " + bytes + " bytes and needs " + manifest.bytes();
    }

    /** H2's messages end with a version and a code in brackets. */
    static String message(MVStoreException e) {
        String message = String.valueOf(e.getMessage());
        int bracket = message.indexOf(" [");
        String text = bracket < 0 ? message : message.substring(0, bracket);
        return text.startsWith("sluice.mv") ? text : "sluice.mv: " + text;
    }

    private DamagedDirectoryException damaged(String what) {
        return new DamagedDirectoryException(files.directory(), what);
    }

    private static void close(@Nullable MVStore pages) {
        if (pages != null) {
            pages.closeImmediately();
        }
    }
}
