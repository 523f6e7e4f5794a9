/** The connection: who the server is, what it can do, the way of commands to it, its errors, and what is sent again. */
@NullMarked
package sluice.server;

import org.jspecify.annotations.NullMarked;
