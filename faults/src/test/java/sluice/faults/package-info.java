/** Tests of the fault tests, and a short set of them. */
@NullMarked
package sluice.faults;

import org.jspecify.annotations.NullMarked;
