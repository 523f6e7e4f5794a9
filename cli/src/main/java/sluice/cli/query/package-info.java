/** Asking and changing: named queries and single documents. */
@NullMarked
package sluice.cli.query;

import org.jspecify.annotations.NullMarked;
