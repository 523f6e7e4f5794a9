/** The command {@code sluice}: all commands, and what is said when one fails. */
@NullMarked
package sluice.cli;

import org.jspecify.annotations.NullMarked;
