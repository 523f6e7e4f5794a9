/** Files of any dialect to clean CSV. */
@NullMarked
package sluice.cli.convert;

import org.jspecify.annotations.NullMarked;
