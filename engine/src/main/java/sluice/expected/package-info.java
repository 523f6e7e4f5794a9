/** What files should give: the left side of a verification. */
@NullMarked
package sluice.expected;

import org.jspecify.annotations.NullMarked;
