/** Counting over files without a database. */
@NullMarked
package sluice.cli.scan;

import org.jspecify.annotations.NullMarked;
