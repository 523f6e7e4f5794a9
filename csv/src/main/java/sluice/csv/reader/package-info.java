/** Reads the records of a CSV file or stream one after the other: the front door for programs that want nothing else. */
@NullMarked
package sluice.csv.reader;

import org.jspecify.annotations.NullMarked;
