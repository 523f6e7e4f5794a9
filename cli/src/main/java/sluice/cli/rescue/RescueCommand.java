package sluice.cli.rescue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.process.CommandException;
import sluice.cli.process.ExitCode;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.embedded.Rescue;
import sluice.journal.OperationDirectory;

/** The command {@code sluice rescue}. */
@Command(
        name = "rescue",
        description = "Exports what can be read of a damaged data directory of the embedded server.",
        footer = {
            "",
            "Writes a file DATABASE.COLLECTION.ndjson for each collection, a document of canonical",
            "extended JSON on each line, and rescue-report.txt. The data directory is not changed.",
            "Exit code 1 if something could not be read."
        },
        sortOptions = false)
public final class RescueCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "DATA-DIR",
            description = "The data directory, such as ./sluice-data. No command may have it open.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Parameters(index = "1", paramLabel = "OUT-DIR", description = "Where the files go: a new or an empty directory.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Spec
    private @Nullable CommandSpec spec;

    /** What there is to report, and whether something was lost. */
    private final List<String> report = new ArrayList<>();

    private boolean lost;

    @Override
    public Integer call() {
        PrintWriter screen = Objects.requireNonNull(spec).commandLine().getOut();
        try (Rescue rescue = Rescue.open(data)) {
            prepare();
            List<Rescue.Collection> collections = rescue.collections();
            for (Rescue.Collection collection : collections) {
                export(rescue, collection);
            }
            for (String damage : rescue.damage()) {
                lost = true;
                report.add("Damage: " + damage + ".");
            }
            if (collections.isEmpty()) {
                report.add("No collections were found.");
            }
            report.add(lost ? "Not everything could be read." : "Everything was read: " + data + " shows no damage.");
            Files.write(out.resolve("rescue-report.txt"), report);
        } catch (IOException e) {
            throw new CommandException(out + " can't be written: " + e.getMessage());
        }
        report.forEach(line -> screen.println(Columns.printable(line)));
        return (lost ? ExitCode.REJECTS : ExitCode.OK).status();
    }

    private void prepare() throws IOException {
        if (Files.isDirectory(out)) {
            try (Stream<Path> files = Files.list(out)) {
                if (files.findAny().isPresent()) {
                    throw new CommandException(out + " is not empty. Name a new or an empty directory.");
                }
            }
        } else if (Files.exists(out)) {
            throw new CommandException(out + " is a file. Name a new or an empty directory.");
        }
        // The documents are nobody else's business.
        Files.createDirectories(out, OperationDirectory.ownerOnly("rwx------"));
    }

    private void export(Rescue rescue, Rescue.Collection collection) throws IOException {
        String name = collection.database() + "." + collection.name();
        try (JsonLines lines = JsonLines.create(out, name)) {
            Rescue.Result result = rescue.read(collection, lines::add);
            OptionalLong missing = result.lost();
            StringBuilder line = new StringBuilder(name)
                    .append(": ")
                    .append(Numbers.counted(result.read(), "document"))
                    .append(" in ")
                    .append(lines.file().getFileName());
            if (missing.isEmpty()) {
                lost = true;
                line.append(", an unknown number can't be read");
            } else if (missing.getAsLong() > 0) {
                lost = true;
                line.append(", ").append(Numbers.count(missing.getAsLong())).append(" can't be read");
            }
            report.add(line.append('.').toString());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
