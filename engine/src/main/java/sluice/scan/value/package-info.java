/** The values that expressions are about: texts as slices of a chunk's bytes, exact decimal numbers, dates. */
@NullMarked
package sluice.scan.value;

import org.jspecify.annotations.NullMarked;
