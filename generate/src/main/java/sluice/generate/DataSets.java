package sluice.generate;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Writes data sets. Each file has a thread and random numbers of its own, so the bytes depend on the options alone;
 * memory does not grow with the rows. All files appear together, after the last one is complete.
 */
public final class DataSets {

    private DataSets() {}

    /** Customers, products, and rentals that refer to them; {@code rows} of each. */
    public static List<FileSummary> hpnorton(GenerateOptions options) {
        return write(DataSet.HPNORTON, options);
    }

    /** {@code rows} accounts and {@code statuses} status updates that refer to them. */
    public static List<FileSummary> social(GenerateOptions options) {
        return write(DataSet.SOCIAL, options);
    }

    /** {@code rows} phone calls. */
    public static List<FileSummary> calls(GenerateOptions options) {
        return write(DataSet.CALLS, options);
    }

    /**
     * Writes all files of a data set and says what is in them, in the order of {@link DataSet#files()}.
     *
     * @throws GenerateException if a file exists and must not be overwritten, or can't be written; then no new file is
     *     left behind
     */
    public static List<FileSummary> write(DataSet set, GenerateOptions options) {
        Path directory = options.directory();
        refuseToOverwrite(set, options);
        try {
            // Asked first because JDK 17 takes a link to a directory for a file in the way.
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new GenerateException("The directory " + directory + " can't be made: " + reason(e) + ".", e);
        }
        List<TableFile> files = set.tables(options).stream()
                .map(table -> new TableFile(table, options))
                .toList();
        try {
            List<FileSummary> summaries = writeAll(files);
            for (TableFile file : files) {
                file.publish();
            }
            List<String> order = set.files();
            return summaries.stream()
                    .sorted(Comparator.comparing(
                            s -> order.indexOf(String.valueOf(s.file().getFileName()))))
                    .toList();
        } finally {
            files.forEach(TableFile::discard);
        }
    }

    private static void refuseToOverwrite(DataSet set, GenerateOptions options) {
        Path directory = options.directory();
        List<String> existing = new ArrayList<>();
        for (String name : set.files()) {
            Path target = directory.resolve(name);
            if (Files.isDirectory(target)) {
                throw new GenerateException(target + " is a directory.");
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                existing.add(name);
            }
        }
        if (!existing.isEmpty() && !options.force()) {
            throw new GenerateException(
                    "In " + directory + " there is already " + String.join(", ", existing) + "; --force overwrites.");
        }
    }

    private static List<FileSummary> writeAll(List<TableFile> files) {
        ExecutorService threads = Executors.newFixedThreadPool(files.size());
        try {
            ExecutorCompletionService<FileSummary> work = new ExecutorCompletionService<>(threads);
            files.forEach(file -> work.submit(file::write));
            List<FileSummary> summaries = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                summaries.add(work.take().get());
            }
            return summaries;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof GenerateException known
                    ? known
                    : new IllegalStateException("generation failed", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GenerateException("The generation was interrupted.", e);
        } finally {
            stop(threads);
        }
    }

    /** Waits, so that no thread makes a file after the clean-up. */
    private static void stop(ExecutorService threads) {
        // The interrupt closes the channel that a thread writes to: it ends at its next write.
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new GenerateException("A file could not be finished within a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof NoSuchFileException) {
            return "its directory is gone";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
