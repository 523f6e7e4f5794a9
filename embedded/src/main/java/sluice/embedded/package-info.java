/** TODO. */
@NullMarked
package sluice.embedded;

import org.jspecify.annotations.NullMarked;
