package sluice.cli.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import sluice.cli.plan.Plans;
import sluice.csv.ChunkSize;
import sluice.plan.PlanEdit;
import sluice.plan.PlanException;
import sluice.tune.TuneSetting;

/** A plan file that the recommended setting is written into. */
final class TunedPlan {
    private TunedPlan() {}

    /**
     * Checks that it can be done, before hours are spent on measuring.
     *
     * @throws IllegalArgumentException that says why not
     */
    static void requireChangeable(String plan) {
        if (Plans.BUNDLED.contains(plan) && !Files.isRegularFile(Path.of(plan))) {
            throw new IllegalArgumentException("the plan " + plan
                    + " comes with Sluice and can't be changed; leave --apply out, or copy the plan");
        }
        Path path = Path.of(plan);
        if (!Files.isWritable(path)) {
            throw new IllegalArgumentException(plan + " can't be written; leave --apply out");
        }
        try {
            PlanEdit.withLoad(Files.readString(path), plan, 1, ChunkSize.records(1));
        } catch (PlanException e) {
            throw new IllegalArgumentException(
                    plan
                            + ": its load section is written in a way that --apply can't change; leave --apply out and write"
                            + " the recommended setting by hand",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(plan + ": can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the setting: all of the new file is there, or the old one.
     *
     * @throws PlanException where the plan was changed meanwhile, and can't be
     */
    static void write(String plan, TuneSetting setting) {
        try {
            // The file, not a link to it.
            Path path = Path.of(plan).toRealPath();
            String text = PlanEdit.withLoad(Files.readString(path), plan, setting.workers(), setting.chunkSize());
            Path changed = Files.createTempFile(path.getParent(), path.getFileName() + ".", ".new");
            try {
                Files.writeString(changed, text);
                copyPermissions(path, changed);
                Files.move(changed, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(changed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(plan + ": can't be written: " + e.getMessage(), e);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
