/** Makes a server seem far away: a proxy on this machine through which every byte arrives late. */
@NullMarked
package sluice.network;

import org.jspecify.annotations.NullMarked;
