/** Looks at every row of files and finds what a plan for them should say, with the evidence. */
@NullMarked
package sluice.inspect;

import org.jspecify.annotations.NullMarked;
