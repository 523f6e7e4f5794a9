/** What is to be loaded: sources found, headers checked, columns typed. */
@NullMarked
package sluice.job;

import org.jspecify.annotations.NullMarked;
