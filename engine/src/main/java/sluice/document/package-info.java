/** Single documents of a plan's collections, under the rules by which loads are checked. */
@NullMarked
package sluice.document;

import org.jspecify.annotations.NullMarked;
