package sluice.cli.plan;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a plan's files are: the option shared by the commands that read them. */
public final class FromMixin {
    @Option(
            names = "--from",
            paramLabel = "DIR",
            description =
                    "The folder that the plan's files are in. Default: the plan's own; the working directory for a"
                            + " plan that comes with Sluice.")
    @Nullable
    private Path folder;

    /** The folder that was named, or null for the default. */
    public @Nullable Path folder() {
        return folder;
    }
}
