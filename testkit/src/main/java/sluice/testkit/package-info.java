/** TODO. */
@NullMarked
package sluice.testkit;

import org.jspecify.annotations.NullMarked;
