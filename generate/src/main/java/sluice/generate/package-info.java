/** Writes synthetic data sets of any size, the same bytes for the same options on every machine. */
@NullMarked
package sluice.generate;

import org.jspecify.annotations.NullMarked;
