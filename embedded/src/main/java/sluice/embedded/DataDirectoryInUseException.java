package sluice.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data directory is open already, in another process or in this one. Nothing in it has been touched. */
public final class DataDirectoryInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(Path directory, @Nullable Long pid) {
        super(message(directory, pid));
    }

    private static String message(Path directory, @Nullable Long pid) {
        String owner;
        if (pid == null) {
            owner = "another process";
        } else if (pid == ProcessHandle.current().pid()) {
            owner = "this process (" + pid + ")";
        } else {
            owner = "process " + pid;
        }
        return "The data directory " + directory + " is in use by " + owner
                + ". Wait for it to end, choose another directory with --data-dir, or name a real MongoDB with --uri.";
    }
}
