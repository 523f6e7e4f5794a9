/** The load: puts the stages together; the only package with threads, queues and locks. */
@NullMarked
package sluice.load;

import org.jspecify.annotations.NullMarked;
