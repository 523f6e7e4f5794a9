package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The customers that are loaded, made by {@code sluice generate} and kept for the next time. */
final class CustomersFile {
    private static final String NAME = "customers.csv";
    private static final String SEED = "1";

    private CustomersFile() {}

    /** The file with so many rows below the work folder. */
    static Path in(Path work, Path launcher, long rows) throws IOException, InterruptedException {
        Path folder = work.resolve("hpnorton-" + rows);
        Path file = folder.resolve(NAME);
        // The marker is written last: a file that was cut short by an interrupt is made again.
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            Files.createDirectories(folder);
            MeasuredProcess.run(
                    List.of(
                            launcher.toString(),
                            "generate",
                            "hpnorton",
                            "--rows",
                            Long.toString(rows),
                            "--seed",
                            SEED,
                            "--force",
                            "--out",
                            folder.toString()),
                    work);
            Files.createFile(complete);
        }
        return file;
    }
}
