/** The stages of a load by themselves, for programs with threads or a cluster of their own. */
@NullMarked
package sluice.stages;

import org.jspecify.annotations.NullMarked;
