package sluice.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.NullCompleter;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Asks questions: of a person, with a line editor, or of a pipe, a line each. Not thread-safe. */
public final class Prompt {
    private final @Nullable LineReader editor;
    private final @Nullable BufferedReader pipe;
    private Completer completer = NullCompleter.INSTANCE;

    /** A question that was left with Ctrl-C. */
    public static final class LeftException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Nobody will answer any more: Ctrl-D, or the end of the pipe. */
    public static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Prompt(@Nullable LineReader editor, @Nullable BufferedReader pipe) {
        this.editor = editor;
        this.pipe = pipe;
    }

    /** Asks on a screen's terminal where a person is there, or else reads standard input. */
    public static Prompt on(Screen screen) {
        Terminal terminal = screen.terminal();
        if (terminal == null || !Screen.hasKeyboard()) {
            return new Prompt(null, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
        Prompt[] self = new Prompt[1];
        // What is typed is text: neither quotes nor backslashes nor exclamation marks mean anything.
        LineReader editor = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("sluice")
                .parser(new DefaultParser().escapeChars(new char[0]).quoteChars(new char[0]))
                .completer((reader, line, candidates) -> self[0].completer.complete(reader, line, candidates))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        self[0] = new Prompt(editor, null);
        return self[0];
    }

    /** Whether a person is there. */
    public boolean isPerson() {
        return editor != null;
    }

    /** Asks for a text. */
    public String ask(String question) {
        return ask(question, NullCompleter.INSTANCE);
    }

    /** Asks for a file, with completion. */
    public String askFile(String question) {
        return ask(question, new FileNameCompleter());
    }

    /** Asks for one of many texts, with completion by what was typed so far. */
    public String askOneOf(String question, Function<String, List<String>> candidates) {
        return ask(
                question,
                (reader, line, found) -> candidates
                        .apply(line.line().substring(0, line.cursor()))
                        .forEach(text -> found.add(candidate(text))));
    }

    /** Without the blank that the editor would put behind a word: an id is no word. */
    private static Candidate candidate(String text) {
        return new Candidate(text, Columns.printable(text), null, null, null, null, false);
    }

    /** Asks yes or no; no where nobody is there, or nothing is said. */
    public boolean confirm(String question) {
        return isPerson()
                && ask(question + " [y/N] ").strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private String ask(String question, Completer with) {
        BufferedReader lines = pipe;
        if (lines != null) {
            return read(lines);
        }
        completer = with;
        try {
            return Objects.requireNonNull(editor).readLine(Columns.printable(question));
        } catch (UserInterruptException e) {
            throw new LeftException();
        } catch (EndOfFileException e) {
            throw new EndedException();
        } finally {
            completer = NullCompleter.INSTANCE;
        }
    }

    private static String read(BufferedReader lines) {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw new EndedException();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("standard input can't be read: " + e.getMessage(), e);
        }
    }
}
