/** Gives bytes that a fuzzer makes to what reads input that others wrote, and checks what it promises for any bytes. */
@NullMarked
package sluice.fuzz;

import org.jspecify.annotations.NullMarked;
