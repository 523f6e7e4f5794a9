package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class ServerUriTest {

    @ParameterizedTest
    @CsvSource({
        "mongodb://h/shop, shop",
        "mongodb://h:27017/shop?authSource=admin, shop",
        "mongodb://u:p%40%2F@a:1%2Cb:2/my%20shop, my shop",
        "mongodb+srv://u@h.example.org/shop, shop",
        "mongodb://[::1]:27017/a+b, a+b",
        "mongodb://h, ",
        "mongodb://h/, ",
        "mongodb://h/?w=1, ",
        "mongodb://h?w=1, "
    })
    void theDatabaseIsBehindTheHosts(String uri, String database) {
        assertThat(ServerUri.of(uri.replace("%2C", ",")).database()).isEqualTo(database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mongodb://u:S%3xy@h/ | user or password holds a % without two hexadecimal digits",
                "mongodb+srv://u:Sec%ret@h.example.org/ | user or password holds a % without two hexadecimal digits",
                "mongodb://ann:12/34@host/ | an @ stands behind the first / or ?",
                "mongodb://ann:12?34@host/ | an @ stands behind the first / or ?",
                "mongodb://ann:a@b@host/ | user or password holds a : or @",
                "mongodb://ann:a:b@host/ | user or password holds a : or @",
                "mongodb://host:port/ | a host is not NAME or NAME:PORT",
                "mongodb://host:0/ | a port is not between 1 and 65535",
                "mongodb+srv://a.b.example.org:27017/ | with mongodb+srv the host has no port",
                "mongodb://host/?tls | an option is not NAME=VALUE",
                "mongodb://host/?w=%zz | database or options holds a %",
                "postgres://host/ | it doesn't start with mongodb://",
                "mongodb://host/?maxPoolSize=x&ssl=true&tls=false | an option has a value that it can't have"
            })
    void whatIsWrongIsSaid(String uri, String fault) {
        assertThatThrownBy(() -> connect(uri))
                .isInstanceOf(ServerException.class)
                .hasMessageStartingWith("The connection string can't be read: ")
                .hasMessageContaining(fault)
                .hasMessageContaining("percent-encoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://", "mongodb+srv://"})
    void nothingOfASecretComesBack(String scheme) {
        Property.named("no message holds two letters of a secret, " + scheme)
                .cases(400)
                .check(gen -> new Case(scheme, gen), one -> {
                    try {
                        ServerUri uri = ServerUri.of(one.uri);
                        UriOptions.check(uri);
                        uri.forDriver();
                    } catch (ServerException e) {
                        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                            String message = String.valueOf(cause.getMessage());
                            for (String part : one.secret.split("[^A-Z]+", -1)) {
                                for (int i = 0; i + 2 <= part.length(); i++) {
                                    assertThat(message).as(one.uri).doesNotContain(part.substring(i, i + 2));
                                }
                            }
                        }
                    }
                });
    }

    /** A connection string with a secret of letters that no message has, between signs that must be encoded and aren't. */
    private static final class Case {
        final String secret;
        final String uri;

        Case(String scheme, Gen gen) {
            secret = "ZQ" + gen.string(12, "ZQXJZQXJ0@:/?#[]%&=+, ;.é\u001b") + "QX";
            String host = gen.oneOf("127.0.0.1:1", "h.invalid", "", "[::1]:1", "x:y");
            String rest = gen.oneOf("", "/", "/db", "/?w=1", "/db?tls=true&x=y", "?ssl=z");
            uri = scheme + gen.oneOf("", "u", "ann") + ":" + secret + "@" + host + rest;
        }

        @Override
        public String toString() {
            return uri;
        }
    }

    private static void connect(String uri) {
        Server.connect(new ServerOptions(uri, null, Duration.ofMillis(10), null, 1))
                .close();
    }
}
