/** The language of expressions: from text to a checked tree. */
@NullMarked
package sluice.scan.language;

import org.jspecify.annotations.NullMarked;
