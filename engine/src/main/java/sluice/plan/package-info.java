/** What to load, from where, into which collections: read from YAML or made from a command line, checked, immutable. */
@NullMarked
package sluice.plan;

import org.jspecify.annotations.NullMarked;
