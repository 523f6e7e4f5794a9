/** Tells the format of a CSV source by looking at a sample of it, with the evidence. */
@NullMarked
package sluice.csv.sniff;

import org.jspecify.annotations.NullMarked;
