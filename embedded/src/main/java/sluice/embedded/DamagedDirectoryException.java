package sluice.embedded;

import java.nio.file.Path;

/** A file of the data directory is not as it was written, or is missing. Nothing in the directory has been changed. */
public final class DamagedDirectoryException extends DataDirectoryException {
    private static final long serialVersionUID = 1L;

    private final String damage;

    /** Takes the damage as the beginning of a sentence: the file and what is wrong with it, and where. */
    DamagedDirectoryException(Path directory, String damage) {
        super(
                "The data directory " + directory + " is damaged: " + damage
                        + ". Nothing was changed. Restore it from a copy, export what can still be read with"
                        + " `sluice rescue " + directory + " OUT-DIR`, or choose another one with --data-dir.",
                null);
        this.damage = damage;
    }

    /** Returns which file is damaged, how, and where, without advice. */
    public String damage() {
        return damage;
    }
}
