package sluice.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sluice.source.FileSource;
import sluice.source.Source;
import sluice.workers.StopSignal;

/**
 * A conversion into files.
 *
 * @param conversion what is converted
 * @param output the file that takes the clean CSV
 * @param rejects the file that takes the records that are left out, or null if none does
 * @param force whether existing files are replaced
 */
public record FileConversion(
        Conversion conversion, Path output, @Nullable Path rejects, boolean force) {

    /**
     * Converts. The files appear under their names when they are whole; after a failure or an early stop there are none.
     *
     * @param stop ends it early
     * @throws ConvertException if a file can't be written, or is there already
     * @throws sluice.source.SourceException if the source can't be read
     */
    public ConversionResult run(StopSignal stop) {
        refuseOwnInput(output);
        try (OutputFile out = open(output, force)) {
            Path rejectsPath = rejects;
            if (rejectsPath != null) {
                refuseOwnInput(rejectsPath);
            }
            ConversionResult result = rejectsPath == null
                    ? conversion.run(out.stream(), OutputStream.nullOutputStream(), stop)
                    : withRejects(conversion, out.stream(), rejectsPath, force, stop);
            if (result.complete()) {
                out.commit();
            }
            return result;
        } catch (FileAlreadyExistsException e) {
            throw isThere(e);
        } catch (IOException e) {
            throw new ConvertException(output + ": can't be written: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Converts into a stream, with a file for what is left out; there is none if nothing is.
     *
     * @param out takes the clean CSV; not closed
     * @throws ConvertException if the file can't be written, or is there already
     */
    public static ConversionResult withRejects(
            Conversion conversion, OutputStream out, Path rejects, boolean force, StopSignal stop) {
        try (OutputFile rejectsOut = open(rejects, force)) {
            ConversionResult result = conversion.run(out, rejectsOut.stream(), stop);
            if (result.complete() && result.rejected() > 0) {
                rejectsOut.commit();
            }
            return result;
        } catch (FileAlreadyExistsException e) {
            throw isThere(e);
        } catch (IOException e) {
            throw new ConvertException(rejects + ": can't be written: " + e.getMessage() + ".", e);
        }
    }

    private static ConvertException isThere(FileAlreadyExistsException e) {
        return new ConvertException(e.getMessage() + ": is there already; --force replaces it.", e);
    }

    private static OutputFile open(Path path, boolean force) throws IOException {
        try {
            return OutputFile.open(path, force);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new ConvertException(path + ": can't be written: " + e.getMessage() + ".", e);
        }
    }

    private void refuseOwnInput(Path path) {
        Source source = conversion.source();
        try {
            if (source instanceof FileSource file && Files.exists(path) && Files.isSameFile(file.path(), path)) {
                throw new ConvertException(path + ": is the input itself; name another output.");
            }
        } catch (IOException e) {
            throw new ConvertException(path + ": can't be looked at: " + e.getMessage() + ".", e);
        }
    }
}
