/** Tests of the test kit itself. */
@NullMarked
package sluice.testkit;

import org.jspecify.annotations.NullMarked;
