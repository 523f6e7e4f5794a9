/** Where a collection is loaded to, and what must be unique there. */
@NullMarked
package sluice.target;

import org.jspecify.annotations.NullMarked;
