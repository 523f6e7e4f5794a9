package sluice.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The command lines that load one file into one collection. */
record Programs(String uri, Path csv, String database, String collection, Path work) {
    /** Sluice with all columns as strings, which is what the replayer's documents are. */
    Contestant sluice(String name, Path launcher, List<String> more) {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "load", csv.toString()));
        command.addAll(List.of("-d", database, "-c", collection, "--uri", uri, "--types", "string", "--quiet"));
        command.addAll(List.of("--operations-dir", work.resolve("operations").toString()));
        command.addAll(more);
        return new Program(name, true, false, command, work);
    }

    /** mongoimport as people call it; it decides on types cell by cell, so its documents are other ones. */
    Contestant mongoimport(Path program) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--uri", uri));
        command.addAll(List.of("-d", database, "-c", collection, "--type", "csv", "--headerline"));
        command.addAll(List.of("--numInsertionWorkers", "4", "--writeConcern", "{w: \"majority\", j: true}"));
        command.addAll(List.of("--quiet", "--file", csv.toString()));
        return new Program("mongoimport", false, true, command, work);
    }

    /** A program on the PATH. */
    static Optional<Path> onPath(String name) {
        String folders = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(folders.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
