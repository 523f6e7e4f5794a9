/** Reads CSV bytes: cuts them into chunks at record boundaries and shows each record as views on the bytes. */
@NullMarked
package sluice.csv;

import org.jspecify.annotations.NullMarked;
