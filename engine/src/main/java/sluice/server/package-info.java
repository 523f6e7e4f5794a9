/** The connection: who the server is, what it can do, its errors, and what is retried. */
@NullMarked
package sluice.server;

import org.jspecify.annotations.NullMarked;
