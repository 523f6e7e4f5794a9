/** Bytes: where a source lies, how big it is, and a stream of it. */
@NullMarked
package sluice.source;

import org.jspecify.annotations.NullMarked;
