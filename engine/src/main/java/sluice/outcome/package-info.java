/** What becomes of a record: it is counted, or rejected with the reason. */
@NullMarked
package sluice.outcome;

import org.jspecify.annotations.NullMarked;
