/** Named questions of a plan: parameters bound as values, answers streamed. */
@NullMarked
package sluice.query;

import org.jspecify.annotations.NullMarked;
