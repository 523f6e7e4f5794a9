/** Making data: the command that writes a synthetic data set. */
@NullMarked
package sluice.cli.generate;

import org.jspecify.annotations.NullMarked;
