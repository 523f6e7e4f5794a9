/** Documents: records encoded straight into BSON bytes. */
@NullMarked
package sluice.bson;

import org.jspecify.annotations.NullMarked;
