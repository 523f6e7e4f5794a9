/** What ends the work of the engine: one root exception, with the kind of thing that is at fault. */
@NullMarked
package sluice.error;

import org.jspecify.annotations.NullMarked;
