/** Column types found by reading every row. */
@NullMarked
package sluice.infer;

import org.jspecify.annotations.NullMarked;
