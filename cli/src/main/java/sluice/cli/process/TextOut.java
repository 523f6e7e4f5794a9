package sluice.cli.process;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * The way out for all text that a command shows: what would move the cursor, ring or turn the writing round stands there as a
 * picture, whatever name or message it comes in. Line ends and tabs stay. Data for programs goes out by {@link #json} and
 * {@link #exact}.
 */
public final class TextOut extends PrintWriter {
    private final PrintWriter exact;

    private TextOut(PrintWriter exact) {
        super(new Printable(exact), true);
        this.exact = exact;
    }

    /** The way out for text by a writer; the writer itself if it is one. */
    public static TextOut of(PrintWriter out) {
        return out instanceof TextOut text ? text : new TextOut(out);
    }

    /** The same output with nothing changed: for CSV, and for text that holds nothing but this program's own. */
    public PrintWriter exact() {
        return exact;
    }

    /** Prints a line of JSON: in its strings the same characters stand as escapes, so that nothing is lost. */
    public void json(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Printable.isShown(c)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        exact.println(escaped);
    }

    /** What is shown of a character: itself, or a picture if it would command the terminal. */
    public static int picture(int point) {
        if (point < 0x20) {
            return 0x2400 + point;
        }
        boolean turns = point == 0x061C
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
        boolean controls = (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
        return turns || controls ? 0xFFFD : point;
    }

    /** Whether something could not be written; flushes. */
    @Override
    public boolean checkError() {
        boolean failed = super.checkError();
        return exact.checkError() || failed;
    }

    /** Passes characters on, or pictures of them. All that are not shown are single ones, so pairs need no care. */
    private static final class Printable extends Writer {
        private final PrintWriter out;

        Printable(PrintWriter out) {
            this.out = out;
        }

        static boolean isShown(char c) {
            return c == '\n' || c == '\t' || picture(c) == c;
        }

        @Override
        public void write(char[] text, int from, int length) {
            int done = from;
            for (int i = from; i < from + length; i++) {
                if (!isShown(text[i])) {
                    out.write(text, done, i - done);
                    out.write(picture(text[i]));
                    done = i + 1;
                }
            }
            out.write(text, done, from + length - done);
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            out.close();
        }
    }
}
