/** The commands: what a person types, sees and gets back. */
@NullMarked
package sluice.cli;

import org.jspecify.annotations.NullMarked;
