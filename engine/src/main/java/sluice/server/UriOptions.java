package sluice.server;

import java.util.Set;
import java.util.TreeSet;
import sluice.plan.Suggestions;

/**
 * Refuses misspelt options of a connection string. The driver passes over what it doesn't know, so {@code tsl=true}
 * would send the password over a plain connection. The names are those of the driver's {@code ConnectionString}.
 */
final class UriOptions {
    private static final Set<String> KNOWN = Set.of(
            "appName",
            "authMechanism",
            "authMechanismProperties",
            "authSource",
            "compressors",
            "connectTimeoutMS",
            "directConnection",
            "gssapiServiceName",
            "heartbeatFrequencyMS",
            "journal",
            "loadBalanced",
            "localThresholdMS",
            "maxConnecting",
            "maxIdleTimeMS",
            "maxLifeTimeMS",
            "maxPoolSize",
            "maxStalenessSeconds",
            "minPoolSize",
            "proxyHost",
            "proxyPassword",
            "proxyPort",
            "proxyUsername",
            "readConcernLevel",
            "readPreference",
            "readPreferenceTags",
            "replicaSet",
            "retryReads",
            "retryWrites",
            "safe",
            "serverMonitoringMode",
            "serverSelectionTimeoutMS",
            "socketTimeoutMS",
            "srvMaxHosts",
            "srvServiceName",
            "ssl",
            "sslInvalidHostnameAllowed",
            "timeoutMS",
            "tls",
            "tlsAllowInvalidHostnames",
            "tlsCAFile",
            "tlsInsecure",
            "uuidRepresentation",
            "w",
            "waitQueueTimeoutMS",
            "wTimeoutMS",
            "zlibCompressionLevel");

    private UriOptions() {}

    /**
     * Checks the names of all options.
     *
     * @throws ServerException that names the first unknown one
     */
    static void check(ServerUri uri) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(KNOWN);
        uri.optionNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ServerException("The connection string's option `" + name + "` is not known here."
                            + Suggestions.forUnknown(name, new TreeSet<>(KNOWN)));
                });
    }
}
