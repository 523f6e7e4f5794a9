/** The HPNorton program: its flags and its output. */
@NullMarked
package sluice.cli.hpnorton;

import org.jspecify.annotations.NullMarked;
