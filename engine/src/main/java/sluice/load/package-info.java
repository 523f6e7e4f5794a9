/** The verbs: load, resume, undo. Only this package knows every stage. */
@NullMarked
package sluice.load;

import org.jspecify.annotations.NullMarked;
