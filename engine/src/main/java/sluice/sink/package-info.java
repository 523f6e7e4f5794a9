/** Writing: batches of documents or statements in, acknowledged writes and refusals out. */
@NullMarked
package sluice.sink;

import org.jspecify.annotations.NullMarked;
