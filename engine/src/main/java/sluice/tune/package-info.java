/** What tuning found: the runs of a plan with several settings, what follows from them, and a page that shows it. */
@NullMarked
package sluice.tune;

import org.jspecify.annotations.NullMarked;
