/** What a command has in common with every program: its exit code, log, signals, version and secrets. */
@NullMarked
package sluice.cli.process;

import org.jspecify.annotations.NullMarked;
