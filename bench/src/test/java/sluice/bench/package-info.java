/** Tests of the benchmarks. */
@NullMarked
package sluice.bench;

import org.jspecify.annotations.NullMarked;
