/** Loading and what comes after it: going on, undoing, listing and verifying. */
@NullMarked
package sluice.cli.load;

import org.jspecify.annotations.NullMarked;
