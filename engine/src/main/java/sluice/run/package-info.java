/** The workers at work: chunks in, acknowledged documents and rejects out. */
@NullMarked
package sluice.run;

import org.jspecify.annotations.NullMarked;
