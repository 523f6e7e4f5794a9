package sluice.cli.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import sluice.journal.OperationDirectory;
import sluice.server.Secrets;

/** Where log messages go: into the operation's folder, and on standard error where that was asked for. */
public final class Logs {
    private Logs() {}

    /**
     * Silences the platform's own handlers. Without {@code verbose} the log starts only with its first message: reading
     * the platform's configuration takes a tenth of the start, and most commands write no message.
     */
    public static void start(boolean verbose) {
        System.setProperty("java.util.logging.config.class", NoHandlers.class.getName());
        if (verbose) {
            Logger root = Logger.getLogger("");
            root.setLevel(Level.FINE);
            root.addHandler(new Lines(
                    TextOut.of(new PrintWriter(System.err, true, StandardCharsets.UTF_8)), CommandSecrets::redact));
        }
    }

    /** Writes messages into the operation's log from now on; close it at the operation's end. */
    public static AutoCloseableHandler attach(OperationDirectory directory, Secrets secrets) {
        try {
            if (!Files.exists(directory.log())) {
                OperationDirectory.createFile(directory.log());
            }
            BufferedWriter writer = Files.newBufferedWriter(directory.log(), StandardOpenOption.APPEND);
            Lines handler = new Lines(TextOut.of(new PrintWriter(writer, true)), secrets::redact);
            Logger.getLogger("").addHandler(handler);
            return () -> {
                Logger.getLogger("").removeHandler(handler);
                handler.close();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(directory.log() + ": can't be written: " + e.getMessage(), e);
        }
    }

    /** The stack trace as text. */
    public static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The configuration of the platform's log that configures nothing: no handlers, and level INFO. */
    public static final class NoHandlers {}

    /** A handler to close without a checked exception. */
    public interface AutoCloseableHandler extends AutoCloseable {
        @Override
        void close();
    }

    /** One line a message, redacted; whoever shows the file on a terminal is safe too. */
    private static final class Lines extends Handler {
        private final SimpleFormatter messages = new SimpleFormatter();
        private final PrintWriter out;
        private final UnaryOperator<String> redaction;

        Lines(PrintWriter out, UnaryOperator<String> redaction) {
            this.out = out;
            this.redaction = redaction;
        }

        @Override
        public synchronized void publish(LogRecord message) {
            if (isLoggable(message)) {
                String text = Instant.ofEpochMilli(message.getMillis()) + " " + message.getLevel() + " ["
                        + message.getLoggerName() + "] " + messages.formatMessage(message);
                Throwable thrown = message.getThrown();
                out.println(redaction.apply(thrown == null ? text : text + "\n" + stackTrace(thrown)));
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public synchronized void close() {
            out.close();
        }
    }
}
