/** Runs what the fuzzers are given to start with, and what they found. */
@NullMarked
package sluice.fuzz;

import org.jspecify.annotations.NullMarked;
