package sluice.server;

/** What is checked of a server's certificate before anything is sent, by what the connection string says. */
enum Trust {
    /** That it comes from a trusted authority and names the host; or there is no TLS. */
    CHECKED(""),
    /** That it comes from a trusted authority. */
    ANY_NAME("TLS without checking the server's name (tlsAllowInvalidHostnames)"),
    /** Nothing: whoever is in the way can read and change everything. */
    ANY("TLS without checking the server's certificate (tlsInsecure)");

    private final String weakness;

    Trust(String weakness) {
        this.weakness = weakness;
    }

    /** What the options say, for a connection with or without TLS. */
    static Trust of(boolean tls, ServerUri uri) {
        if (!tls) {
            return CHECKED;
        }
        if (uri.isOn("tlsInsecure")) {
            return ANY;
        }
        return uri.isOn("tlsAllowInvalidHostnames") || uri.isOn("sslInvalidHostnameAllowed") ? ANY_NAME : CHECKED;
    }

    /** What is not checked, as a part of a sentence; empty for {@link #CHECKED}. */
    String weakness() {
        return weakness;
    }
}
