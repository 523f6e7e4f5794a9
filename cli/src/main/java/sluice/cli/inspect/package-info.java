/** The command {@code sluice inspect}. */
@NullMarked
package sluice.cli.inspect;

import org.jspecify.annotations.NullMarked;
