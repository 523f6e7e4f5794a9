/** Compares what a plan's files should give with what its collections hold. */
@NullMarked
package sluice.verify;

import org.jspecify.annotations.NullMarked;
