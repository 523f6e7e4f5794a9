/** The file of MVStore's pages, with a checksum for each block. */
@NullMarked
package sluice.embedded.pages;

import org.jspecify.annotations.NullMarked;
