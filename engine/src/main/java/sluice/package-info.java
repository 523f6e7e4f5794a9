/** The front door: Sluice as a service for programs, which prints nothing and ends no process. */
@NullMarked
package sluice;

import org.jspecify.annotations.NullMarked;
