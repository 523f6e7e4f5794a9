/** What a load did, as numbers, JSON and a page. */
@NullMarked
package sluice.report;

import org.jspecify.annotations.NullMarked;
