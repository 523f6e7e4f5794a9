package sluice.sink;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets of a connection string, to be taken out of every text before it is shown or written. Immutable.
 *
 * <p>Drivers put connection strings into exceptions, so nothing that comes from one may pass unredacted.
 */
public final class Secrets {
    private static final String MASK = "***";
    private static final Pattern USER_INFO = Pattern.compile("(mongodb(?:\\+srv)?://[^:@/?\\s]*):([^@\\s]*)@");
    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(?i)((?:tlsCertificateKeyFilePassword|sslClientCertificateKeyPassword|proxyPassword|authMechanismProperties)=)([^&\\s]+)");
    /** A shorter secret is only taken out of connection strings: it would blank out innocent text. */
    private static final int MIN_LENGTH_ANYWHERE = 4;

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** The secrets of a connection string, well-formed or not. */
    public static Secrets of(String uri) {
        List<String> found = new ArrayList<>();
        Matcher user = USER_INFO.matcher(uri);
        while (user.find()) {
            add(found, user.group(2));
        }
        Matcher option = SECRET_OPTION.matcher(uri);
        while (option.find()) {
            add(found, option.group(2));
        }
        found.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(List.copyOf(found));
    }

    private static void add(List<String> found, String raw) {
        for (String form : List.of(raw, decoded(raw))) {
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
        String redacted = USER_INFO.matcher(text).replaceAll("$1:" + MASK + "@");
        redacted = SECRET_OPTION.matcher(redacted).replaceAll("$1" + MASK);
        for (String value : values) {
            redacted = redacted.replace(value, MASK);
        }
        return redacted;
    }
}
