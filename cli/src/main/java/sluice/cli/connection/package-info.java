/** The server a command works with, and the options that name it. */
@NullMarked
package sluice.cli.connection;

import org.jspecify.annotations.NullMarked;
