/** The scan: counts and sums over the rows of CSV files, by a small language, without a database. */
@NullMarked
package sluice.scan;

import org.jspecify.annotations.NullMarked;
