/** Threads and what they share: queues, turns, pace and progress. Knows nothing of MongoDB. */
@NullMarked
package sluice.workers;

import org.jspecify.annotations.NullMarked;
