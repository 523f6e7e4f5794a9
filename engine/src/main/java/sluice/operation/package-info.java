/** What an operation remembers: its plan, sources, collections and rejects, read back from its directory. */
@NullMarked
package sluice.operation;

import org.jspecify.annotations.NullMarked;
