/** Loads that are disturbed while they run, resumed until they end, and compared document by document with what the files say. */
@NullMarked
package sluice.faults;

import org.jspecify.annotations.NullMarked;
