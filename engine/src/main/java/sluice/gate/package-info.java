/** File order: lets the chunks of a collection pass one after the other and decides which of their records are admitted. */
@NullMarked
package sluice.gate;

import org.jspecify.annotations.NullMarked;
