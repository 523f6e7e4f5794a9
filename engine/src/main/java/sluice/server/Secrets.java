package sluice.server;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets of connection strings, to be taken out of every text before it is shown or written. Immutable.
 *
 * <p>Drivers put connection strings into exceptions, so nothing that comes from one may pass unredacted.
 */
public final class Secrets {
    private static final String MASK = "***";
    /** To the last at sign: the first may be one of the password that ought to have been percent-encoded. */
    private static final Pattern USER_INFO = Pattern.compile("(?i)(mongo[a-z+]*://[^:@/?\\s]*):(\\S*)@");

    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(?i)((?:tlsCertificateKeyFilePassword|sslClientCertificateKeyPassword|proxyPassword|authMechanismProperties)=)([^&\\s]+)");
    /** A whole connection string that can be read in one way only. */
    private static final Pattern CLEAR = Pattern.compile("(?i)mongodb(?:\\+srv)?://(?:[^@\\s]*"
            + "|[^:/?#@\\s]*(?::([^:/?#@\\s]*))?@[^/?@\\s]*(?:/[^/?@\\s]*)?(?:\\?(?:[a-z]+=[^&\\s]*&?)*)?)");
    /** What may be user and password, if it can be read in several ways: up to the last at sign, blanks included. */
    private static final Pattern UNCLEAR = Pattern.compile("(?is)^.*?(?:mongo[a-z+]*://|^(?!.*://))([^:]*):(.*)@");

    /** What stands between the parts in which a wrongly written connection string is read. */
    private static final Pattern SEPARATORS = Pattern.compile("[:/?#@&=,\\s]+");
    /** Properties of a mechanism that hold no secret; their values are names and switches. */
    private static final Set<String> HARMLESS_PROPERTIES = Set.of(
            "SERVICE_NAME", "SERVICE_REALM", "SERVICE_HOST", "CANONICALIZE_HOST_NAME", "ENVIRONMENT", "TOKEN_RESOURCE");
    /** A shorter secret is only taken out of connection strings: it would blank out innocent text. */
    private static final int MIN_LENGTH_ANYWHERE = 4;

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** The secrets of a connection string, well-formed or not. */
    public static Secrets of(String uri) {
        return ofAll(List.of(uri));
    }

    /** The secrets of all connection strings in these texts, each of which holds one at most. */
    public static Secrets ofAll(List<String> texts) {
        List<String> found = new ArrayList<>();
        for (String text : texts) {
            addUserInfo(found, text);
            Matcher option = SECRET_OPTION.matcher(text);
            while (option.find()) {
                addOption(found, option.group(2));
            }
        }
        found.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(List.copyOf(found));
    }

    private static void addUserInfo(List<String> found, String uri) {
        Matcher clear = CLEAR.matcher(uri);
        if (clear.matches()) {
            if (clear.group(1) != null) {
                add(found, clear.group(1));
            }
            return;
        }
        Matcher unclear = UNCLEAR.matcher(uri);
        if (unclear.find()) {
            add(found, unclear.group(2));
            SEPARATORS.splitAsStream(unclear.group(2)).forEach(part -> add(found, part));
        }
    }

    private static void addOption(List<String> found, String value) {
        boolean harmless = true;
        for (String property : decoded(value).split(",", -1)) {
            int colon = property.indexOf(':');
            if (colon < 0 || !HARMLESS_PROPERTIES.contains(property.substring(0, colon))) {
                harmless = false;
                add(found, property.substring(colon + 1));
            }
        }
        if (!harmless) {
            add(found, value);
        }
    }

    private static void add(List<String> found, String raw) {
        String decoded = decoded(raw);
        String encoded = URLEncoder.encode(decoded, StandardCharsets.UTF_8);
        for (String form : List.of(raw, decoded, encoded, encoded.replace("+", "%20"))) {
            if (form.length() >= MIN_LENGTH_ANYWHERE && !found.contains(form)) {
                found.add(form);
            }
        }
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    /** The text without any of the secrets, nor the password of any other connection string in it. */
    public String redact(String text) {
        String redacted = text;
        // First these: a part of one in a connection string that can't be read doesn't match the patterns.
        for (String value : values) {
            redacted = redacted.replace(value, MASK);
        }
        redacted = USER_INFO.matcher(redacted).replaceAll("$1:" + MASK + "@");
        return SECRET_OPTION.matcher(redacted).replaceAll("$1" + MASK);
    }
}
