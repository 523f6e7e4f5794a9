/** Drafts a plan from what was found in files: one that loads them as it stands, with the evidence as comments. */
@NullMarked
package sluice.inspect.draft;

import org.jspecify.annotations.NullMarked;
