/** The plan a command works with, and the options that name, make or change it. */
@NullMarked
package sluice.cli.plan;

import org.jspecify.annotations.NullMarked;
