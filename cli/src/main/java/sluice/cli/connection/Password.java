package sluice.cli.connection;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.CommandException;
import sluice.cli.process.ExitCode;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Screen;

/** Completes a connection string that names a user but no password, from a file, the environment or a person. */
final class Password {
    /** Where the password stands when neither a file nor the connection string has it. */
    static final String VARIABLE = "SLUICE_PASSWORD";

    private static final Pattern USER = Pattern.compile("(mongodb(?:\\+srv)?://)([^:/?@]*)(:[^/?@]*)?@(.*)");
    /** These log in with a certificate, a ticket or a token. */
    private static final Pattern NEEDS_NONE =
            Pattern.compile("(?i).*[?&]authMechanism=(?:MONGODB-X509|GSSAPI|MONGODB-AWS|MONGODB-OIDC)(?:&.*)?");

    private static final int MAX_BYTES = 4096;

    private Password() {}

    /**
     * The connection string with the password in it; as it is where it has one already or needs none.
     *
     * @param file the file with the password, which then counts more than any other, or null
     * @throws CommandException where the file can't be used, or nobody says the password
     */
    static String complete(String uri, @Nullable Path file) {
        Matcher matcher = USER.matcher(uri);
        boolean user = matcher.matches() && !matcher.group(2).isEmpty();
        if (file != null) {
            if (!user) {
                throw new CommandException("--password-file needs a user in the connection string:"
                        + " mongodb://USER@HOST:PORT/, with : / ? # [ ] @ of the user percent-encoded.");
            }
            return with(matcher, read(file));
        }
        boolean given = user && matcher.group(3) != null && matcher.group(3).length() > 1;
        if (!user || given || NEEDS_NONE.matcher(uri).matches()) {
            return uri;
        }
        String fromEnvironment = System.getenv(VARIABLE);
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            return with(matcher, fromEnvironment);
        }
        return with(matcher, ask(matcher.group(2)));
    }

    private static String with(Matcher uri, String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        return uri.group(1) + uri.group(2) + ":" + encoded + "@" + uri.group(4);
    }

    private static String read(Path file) {
        String text;
        try {
            requireOwnerOnly(file);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new CommandException(
                            file + ": is longer than " + MAX_BYTES + " bytes; it holds the password and nothing else.");
                }
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (CharacterCodingException e) {
            throw new CommandException(file + ": is not in UTF-8; it holds the password and nothing else.");
        } catch (IOException e) {
            throw new CommandException(file + ": the password can't be read from it: "
                    + (Files.exists(file) ? String.valueOf(e.getMessage()) : "there is no such file") + ".");
        }
        String password = text.replaceFirst("\\r?\\n\\z", "");
        if (password.isEmpty() || password.indexOf('\n') >= 0) {
            throw new CommandException(file + ": holds "
                    + (password.isEmpty() ? "no password" : "more than one line")
                    + "; it holds the password, on one line, and nothing else.");
        }
        return password;
    }

    /** Who else can read or change it, knows the password or says which it is. */
    private static void requireOwnerOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> rights = view.readAttributes().permissions();
        boolean ownerOnly = rights.stream().allMatch(right -> right.name().startsWith("OWNER_"));
        if (!ownerOnly) {
            throw new CommandException(file + ": others than its owner have rights to it ("
                    + PosixFilePermissions.toString(rights) + "); take them away with: chmod 600 " + file);
        }
    }

    private static String ask(String user) {
        Console console = Screen.hasKeyboard() ? System.console() : null;
        if (console == null) {
            throw new CommandException("The connection string names the user " + user + " but no password, and nobody"
                    + " is there to ask. Put it into a file that only you can read and name that with"
                    + " --password-file, or into the environment variable " + VARIABLE + ".");
        }
        // Left with Ctrl-C, the process has to end the usual way: that turns the echo on again.
        Object before = Signals.register("INT", () -> System.exit(ExitCode.INTERRUPTED.status()));
        try {
            char[] typed = console.readPassword("Password of %s: ", Columns.printable(user));
            if (typed == null || typed.length == 0) {
                throw new CommandException("No password was typed.");
            }
            return new String(typed);
        } finally {
            Signals.unregister("INT", before);
        }
    }
}
