package sluice.plan;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names MongoDB takes without hurting later. */
public final class Names {
    private static final Pattern FORBIDDEN_IN_DATABASE = Pattern.compile("[/\\\\. \"$*<>:|?\u0000]");
    private static final Set<String> RESERVED_DATABASES = Set.of("admin", "config", "local");

    /** The deepest nesting of fields; the server's own limit is a little higher. */
    public static final int MAX_DEPTH = 100;

    private Names() {}

    /**
     * Checks a database's name.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static String database(String name) {
        requireWhole(name);
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 63) {
            throw new IllegalArgumentException("a database's name has 1 to 63 bytes.");
        }
        if (FORBIDDEN_IN_DATABASE.matcher(name).find()) {
            throw new IllegalArgumentException(
                    "`" + name + "`: a database's name can't hold a blank or one of / \\ . \" $ * < > : | ?");
        }
        if (RESERVED_DATABASES.contains(name)) {
            throw new IllegalArgumentException("`" + name + "` is the server's own; load into another database.");
        }
        return name;
    }

    /**
     * Checks a collection's name.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static String collection(String name) {
        requireWhole(name);
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 180) {
            throw new IllegalArgumentException("a collection's name has 1 to 180 bytes.");
        }
        if (name.indexOf('$') >= 0 || name.indexOf('\0') >= 0 || name.startsWith("system.")) {
            throw new IllegalArgumentException(
                    "`" + name + "`: a collection's name can't hold $ or NUL, nor start with system.");
        }
        if (name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw new IllegalArgumentException(
                    "`" + name + "`: a collection's name can't start or end with a dot, nor hold two in a row.");
        }
        return name;
    }

    /**
     * Checks a field's path: names between dots, and indexes behind names, as {@link FieldSteps} reads them.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static String fieldPath(String path) {
        requireWhole(path);
        String[] names = path.split("\\.", -1);
        if (FieldSteps.of(path).size() > MAX_DEPTH) {
            throw new IllegalArgumentException("a field can't lie more than " + MAX_DEPTH + " levels deep.");
        }
        for (String name : names) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("`" + path + "`: a field's name can't be empty.");
            }
            if (FieldSteps.isIndex(name)) {
                throw new IllegalArgumentException(
                        "`" + path + "`: an index stands right behind the name of an array, such as tags" + name + ".");
            }
            if (name.startsWith("$")) {
                throw new IllegalArgumentException("`" + path + "`: a field's name can't start with $.");
            }
            if (name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a field's name can't hold NUL.");
            }
        }
        return path;
    }

    /** A name whose characters got lost on their way here, for example in a locale that is not UTF-8. */
    private static void requireWhole(String name) {
        if (name.indexOf('\uFFFD') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(
                    "`" + name + "`: a character got lost; is the locale UTF-8 (LC_ALL=C.UTF-8), and the text whole?");
        }
    }
}
