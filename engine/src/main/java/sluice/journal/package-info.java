/** What an operation leaves on disk: its directory and its reject files. */
@NullMarked
package sluice.journal;

import org.jspecify.annotations.NullMarked;
