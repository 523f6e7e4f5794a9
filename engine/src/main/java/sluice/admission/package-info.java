/** Decides in file order which records are taken: unique within the load. */
@NullMarked
package sluice.admission;

import org.jspecify.annotations.NullMarked;
