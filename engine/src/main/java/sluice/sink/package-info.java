/** Acknowledged writes: the connection to the server and the batches sent over it. */
@NullMarked
package sluice.sink;

import org.jspecify.annotations.NullMarked;
