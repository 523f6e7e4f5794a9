/**
 * Serves MongoDB's wire protocol from inside this process, out of one data directory, where no real server is named: for trying out
 * and for small data.
 */
@NullMarked
package sluice.embedded;

import org.jspecify.annotations.NullMarked;
