/** Finding out with how many workers and which chunks a plan loads fastest. */
@NullMarked
package sluice.cli.tune;

import org.jspecify.annotations.NullMarked;
