package sluice.cli.load;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import sluice.cli.connection.ChosenDatabase;
import sluice.cli.process.CommandException;
import sluice.journal.Journal;
import sluice.journal.OperationDirectory;
import sluice.journal.OperationName;
import sluice.operation.Operations;

/** Where operations are: the option shared by the commands that look for one. */
final class OperationsMixin {
    /** What commands are given in place of an id. */
    static final String LAST = "last";

    private static final String DEFAULT_FOLDER = "sluice-operations";

    @Option(
            names = "--operations-dir",
            paramLabel = "DIR",
            defaultValue = DEFAULT_FOLDER,
            description = "Where operations keep journal, log, rejects and report. Default: ${DEFAULT-VALUE}.")
    Path folder = Path.of(DEFAULT_FOLDER);

    /** All operations, the oldest first; empty where the folder doesn't exist. */
    List<OperationDirectory> all() {
        return new Operations(folder).all();
    }

    /**
     * The operation that a command line names.
     *
     * @param name its id, its folder, or {@value #LAST}
     * @throws CommandException where there is none
     */
    OperationDirectory find(String name) {
        if (name.equals(LAST)) {
            List<OperationDirectory> all = all();
            if (all.isEmpty()) {
                throw new CommandException(
                        "there is no operation in " + folder + "; name the folder with" + " --operations-dir");
            }
            return all.get(all.size() - 1);
        }
        return OperationDirectory.at(OperationName.resolve(folder, name));
    }

    /** The database of an operation's plan. */
    static ChosenDatabase database(OperationDirectory directory) {
        return ChosenDatabase.ofPlan(Journal.read(directory).header().database());
    }

    /** Whether a text names an operation: {@value #LAST}, an id, or a path that ends with one. */
    static boolean isName(String text) {
        return text.equals(LAST)
                || OperationName.isId(text.replaceAll("/+$", "").replaceFirst(".*/", ""));
    }

    /** What a command that names an operation is called with, so that it works where this one was given. */
    static String argument(Path directory) {
        Path parent = directory.getParent();
        boolean usual = parent != null
                && parent.toAbsolutePath().equals(Path.of(DEFAULT_FOLDER).toAbsolutePath());
        return usual ? String.valueOf(directory.getFileName()) : directory.toString();
    }
}
