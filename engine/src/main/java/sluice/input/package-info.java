/** A source opened as CSV: its header read, its chunks ready to be cut. */
@NullMarked
package sluice.input;

import org.jspecify.annotations.NullMarked;
