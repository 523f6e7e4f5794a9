package sluice.server;

import java.util.List;

/**
 * Which server this is.
 *
 * @param kind {@code standalone}, {@code sharded cluster}, {@code replica set} with its name; or, for a server without an
 *     address that lasts, what it is called
 * @param version the server's version, such as {@code 6.0.5}
 * @param addresses host and port of each member that was named; empty for a server without an address that lasts
 */
public record ServerIdentity(String kind, String version, List<String> addresses) {

    /** Copies the list. */
    public ServerIdentity {
        addresses = List.copyOf(addresses);
    }

    /** The identity as one line for the user, without credentials. */
    public String description() {
        return addresses.isEmpty() ? kind : "MongoDB " + version + ", " + kind + ", at " + String.join(",", addresses);
    }

    /** Whether both are found in the same place, whatever their versions; the same server may have other addresses too. */
    public boolean isAt(ServerIdentity other) {
        return addresses.equals(other.addresses) && (!addresses.isEmpty() || kind.equals(other.kind));
    }
}
