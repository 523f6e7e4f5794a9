/** What the values of one column are: the ways to read each, where they stand, and the verdict over all of them. */
@NullMarked
package sluice.inspect.value;

import org.jspecify.annotations.NullMarked;
