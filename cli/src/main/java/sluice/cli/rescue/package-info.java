/** Getting documents out of a damaged data directory of the embedded server. */
@NullMarked
package sluice.cli.rescue;

import org.jspecify.annotations.NullMarked;
