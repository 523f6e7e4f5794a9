/** One load done twice: one record after the other and in parallel, with the proof that both end alike. */
@NullMarked
package sluice.cli.compare;

import org.jspecify.annotations.NullMarked;
