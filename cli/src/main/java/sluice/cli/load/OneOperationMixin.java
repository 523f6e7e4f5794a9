package sluice.cli.load;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sluice.journal.OperationDirectory;

/** Which operation: what the commands share that go on from one. */
final class OneOperationMixin {
    @Parameters(
            paramLabel = "OPERATION",
            description =
                    "The operation's id, its folder, or last for the one begun last. `sluice operations` lists them.")
    String name = "";

    @Mixin
    OperationsMixin operations = new OperationsMixin();

    /** The operation that the command line names. */
    OperationDirectory find() {
        return operations.find(name);
    }
}
