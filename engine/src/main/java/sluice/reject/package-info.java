/** A record that was not loaded, with the reason. */
@NullMarked
package sluice.reject;

import org.jspecify.annotations.NullMarked;
