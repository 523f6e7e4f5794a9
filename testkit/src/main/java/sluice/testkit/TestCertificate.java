package sluice.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate authority that nobody else knows and its certificate for localhost and 127.0.0.1, as files. */
public final class TestCertificate implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";
    private static final Duration KEYTOOL_LIMIT = Duration.ofMinutes(1);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;
    private final KeyStore authority;

    private TestCertificate(Path folder, KeyStore authority) {
        this.folder = folder;
        this.authority = authority;
    }

    /** Makes a new one with the JDK's keytool: about a second. */
    public static TestCertificate create() {
        Path folder = Folders.temporary("sluice-certificate");
        try {
            Path store = folder.resolve("keys.p12");
            generate(store, "ca", "CN=Sluice test authority", List.of("-ext", "bc:c"));
            generate(
                    store,
                    "server",
                    "CN=localhost",
                    List.of("-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1"));
            return write(folder, load(store));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path store, String alias, String name, List<String> more) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command =
                new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-keystore", store.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD, "-validity", "3650"));
        command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-alias", alias, "-dname", name));
        command.addAll(more);
        Commands.run(command, KEYTOOL_LIMIT);
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        return keys;
    }

    private static TestCertificate write(Path folder, KeyStore keys) throws IOException, GeneralSecurityException {
        Certificate ca = present(keys.getCertificate("ca"));
        Certificate server = present(keys.getCertificate("server"));
        Key key = present(keys.getKey("server", STORE_PASSWORD.toCharArray()));
        Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", ca.getEncoded()));
        Files.writeString(
                folder.resolve("server.pem"),
                pem("PRIVATE KEY", key.getEncoded()) + pem("CERTIFICATE", server.getEncoded()));
        KeyStore authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry("ca", ca);
        return new TestCertificate(folder, authority);
    }

    private static <T> T present(@Nullable T entry) {
        if (entry == null) {
            throw new IllegalStateException("keytool left out an entry");
        }
        return entry;
    }

    private static String pem(String type, byte[] content) {
        String lines = new String(LINES.encode(content), StandardCharsets.US_ASCII);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }

    /** The authority's certificate, PEM: what a client has to trust. */
    public Path caFile() {
        return folder.resolve("ca.pem");
    }

    /** The server's private key (PKCS#8, without a password) and certificate, PEM. */
    public Path certificateKeyFile() {
        return folder.resolve("server.pem");
    }

    /** A context for clients that trust this authority and no other. */
    public SSLContext trustingContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes the files. */
    @Override
    public void close() {
        Folders.delete(folder);
    }
}
