/** Measures Sluice side by side with others on the same server: the fastest possible client, itself, mongoimport. */
@NullMarked
package sluice.bench;

import org.jspecify.annotations.NullMarked;
