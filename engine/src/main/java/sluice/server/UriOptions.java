package sluice.server;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sluice.plan.Suggestions;

/**
 * Refuses misspelt options of a connection string. The driver passes over what it doesn't know, so {@code tsl=true}
 * would send the password over a plain connection. The names are those of the driver's {@code ConnectionString}.
 */
final class UriOptions {
    private static final Pattern OPTION = Pattern.compile("[?&]([^=&]+)=");

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
    static void check(String uri) {
        Set<String> known = KNOWN.stream().map(UriOptions::lower).collect(Collectors.toSet());
        Matcher matcher = OPTION.matcher(uri.substring(uri.lastIndexOf('@') + 1));
        while (matcher.find()) {
            if (!known.contains(lower(matcher.group(1)))) {
                throw new ServerException("The connection string's option `" + matcher.group(1) + "` is not known here."
                        + Suggestions.forUnknown(matcher.group(1), new TreeSet<>(KNOWN)));
            }
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
