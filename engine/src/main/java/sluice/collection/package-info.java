/** A collection as a whole: its state, indexes, counts, hashes, and reading its documents. */
@NullMarked
package sluice.collection;

import org.jspecify.annotations.NullMarked;
