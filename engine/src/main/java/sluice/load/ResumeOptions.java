package sluice.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import sluice.plan.LoadSettings;

/**
 * What going on with an operation needs besides a server. Immutable.
 *
 * @param directory the operation's folder
 * @param settings changes how the work is cut and shared; the plan's settings stand where it changes nothing
 * @param processStarted when the process started, for the program time
 */
public record ResumeOptions(Path directory, UnaryOperator<LoadSettings> settings, Instant processStarted) {}
