/** Sources of any dialect as clean CSV: RFC 4180, UTF-8, line feeds. Needs no server. */
@NullMarked
package sluice.convert;

import org.jspecify.annotations.NullMarked;
