/** Menus: everything by letters, for a person at a keyboard. */
@NullMarked
package sluice.cli.menu;

import org.jspecify.annotations.NullMarked;
