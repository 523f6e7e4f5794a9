package sluice.journal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a user calls an operation: its id, or the path of its folder. Nothing else leads to a folder. */
public final class OperationName {
    private static final Pattern ID = Pattern.compile("LOAD_[0-9]{8}-[0-9]{6}-[0-9a-f]{4}");
    private static final int MAX_SHOWN = 100;

    private OperationName() {}

    /** Whether a text is exactly an operation's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Finds the folder of an operation.
     *
     * <p>An id is looked for directly in {@code root}. Anything else is a path as its user wrote it, and its last name,
     * with {@code .} and {@code ..} resolved, must be an id. The folder itself must not be a symbolic link: whoever may
     * write into a folder of operations could lead a resume or an undo elsewhere with it.
     *
     * @param root the folder that holds all operations
     * @param name an id or a path
     * @return the folder, which exists
     * @throws OperationNameException where it is neither, or no such folder is there
     */
    public static Path resolve(Path root, String name) {
        Path folder = isId(name) ? root.resolve(name) : path(name);
        Path last = folder.getFileName();
        if (last == null || !isId(last.toString())) {
            throw new OperationNameException(
                    "`" + shown(name) + "` is no operation. An operation is named by its id, such as"
                            + " LOAD_20261121-093000-1a2b, or by the path of its folder, which ends with the id.");
        }
        if (Files.isSymbolicLink(folder)) {
            throw new OperationNameException(
                    "`" + shown(name) + "` is a symbolic link; name the folder of the operation itself.");
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new OperationNameException(
                    isId(name)
                            ? "There is no operation " + name + " in " + root
                                    + "; --operations-dir names another folder."
                            : "There is no folder `" + shown(name) + "`.");
        }
        return folder;
    }

    private static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new OperationNameException("`" + shown(name) + "` is neither an id of an operation nor a path.");
        }
    }

    /** Short, and without anything that a terminal would obey. */
    private static String shown(String name) {
        String visible = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return visible.length() <= MAX_SHOWN ? visible : visible.substring(0, MAX_SHOWN) + "...";
    }
}
