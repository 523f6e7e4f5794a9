/** Benchmarks of the parser and the cutter against other parsers, on the same bytes in memory. */
@NullMarked
package sluice.bench.csv;

import org.jspecify.annotations.NullMarked;
