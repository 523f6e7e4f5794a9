/** Expressions on a row: evaluators over its bytes, and a note of the values that an expression can't use. */
@NullMarked
package sluice.scan.evaluate;

import org.jspecify.annotations.NullMarked;
