package sluice.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import sluice.cli.process.TextOut;

/** Standard output: a terminal, something else, or nothing at all. Not thread-safe. */
public final class Screen implements AutoCloseable {
    /** Set by the launcher, which can ask the system: Java has no portable way to. */
    private static final String TERMINAL_PROPERTY = "sluice.terminal";

    /** Likewise for standard input. */
    private static final String KEYBOARD_PROPERTY = "sluice.keyboard";

    private final @Nullable TextOut out;
    private final @Nullable Terminal terminal;

    private Screen(@Nullable PrintWriter out, @Nullable Terminal terminal) {
        this.out = out == null ? null : TextOut.of(out);
        this.terminal = terminal;
    }

    /** A screen that shows nothing. */
    public static Screen none() {
        return new Screen(null, null);
    }

    /** Standard output, whatever it is. */
    public static Screen on(PrintWriter out) {
        return new Screen(out, isTerminal() ? openTerminal(false) : null);
    }

    /** Standard output, and a keyboard if a person is there: then Ctrl-C is a key like the others. */
    public static Screen interactive(PrintWriter out) {
        return new Screen(out, isTerminal() ? openTerminal(hasKeyboard()) : null);
    }

    /** Whether standard input and output are a terminal. */
    public static boolean hasKeyboard() {
        return isTerminal() && Boolean.getBoolean(KEYBOARD_PROPERTY);
    }

    private static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL_PROPERTY) && !"dumb".equals(System.getenv("TERM"));
    }

    private static @Nullable Terminal openTerminal(boolean keyboard) {
        try {
            // Signals stay ours (see Interrupts), but where questions are asked.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .nativeSignals(keyboard)
                    .signalHandler(Terminal.SignalHandler.SIG_IGN)
                    .build();
            return terminal.getType().startsWith(Terminal.TYPE_DUMB) ? null : terminal;
        } catch (IOException e) {
            return null;
        }
    }

    boolean shown() {
        return out != null;
    }

    /** The terminal, or null where standard output is none. */
    @Nullable
    public Terminal terminal() {
        return terminal;
    }

    /** Columns, or a large number where nothing wraps. */
    public int width() {
        int columns = terminal == null ? 0 : terminal.getColumns();
        return columns > 0 ? columns : Integer.MAX_VALUE;
    }

    /** Lines of the terminal, or a large number where there is none. */
    int height() {
        int rows = terminal == null ? 0 : terminal.getRows();
        return rows > 0 ? rows : Integer.MAX_VALUE;
    }

    /** Whether colours are welcome: a terminal, and no NO_COLOR (no-color.org). */
    public boolean coloured() {
        String noColor = System.getenv("NO_COLOR");
        return terminal != null && (noColor == null || noColor.isEmpty());
    }

    /** Prints a line of text, if anything is shown; see {@link TextOut}. */
    public void line(String text) {
        if (out != null) {
            out.println(text);
        }
    }

    /** Prints a line of text in a colour or weight, if these are welcome. */
    public void line(Style style, String text) {
        if (out == null || style == Style.PLAIN || !coloured()) {
            line(text);
            return;
        }
        out.exact().print(style.code());
        out.print(text);
        out.exact().println(Style.PLAIN.code());
    }

    /** Prints a line of JSON. */
    public void json(String text) {
        if (out != null) {
            out.json(text);
        }
    }

    /** Prints a line of data for a program, exactly as it is. */
    public void exact(String text) {
        if (out != null) {
            out.exact().println(text);
        }
    }

    @Override
    public void close() {
        if (terminal != null) {
            try {
                terminal.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
