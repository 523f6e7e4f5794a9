package sluice.gate;

import sluice.error.SluiceException;
import sluice.plan.Sizes;

/** The keys of the files don't fit into the memory for keys, so what the files should give can't be told. */
public final class KeyMemoryException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public KeyMemoryException(String collection, long most) {
        super(
                Category.LIMIT,
                collection + ": the keys take more than the memory for them (" + Sizes.showBytes(most)
                        + "), so it can't be told which record of a key counts. Set more with --key-memory, and if need be more"
                        + " memory for Java with SLUICE_JAVA_OPTS=-Xmx.");
    }
}
