/** What a person sees and types: the screen, questions, tables, numbers and a load's progress. */
@NullMarked
package sluice.cli.terminal;

import org.jspecify.annotations.NullMarked;
