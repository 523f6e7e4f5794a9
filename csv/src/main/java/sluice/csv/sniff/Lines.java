package sluice.csv.sniff;

/** Finds and counts lines, ended by LF, CRLF or CR. */
final class Lines {
    private Lines() {}

    /** Where the line after an index starts, or the end. */
    static int after(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return past(bytes, at);
    }

    /** Where the text after a line end at an index starts. */
    private static int past(byte[] bytes, int at) {
        boolean both = at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
        return Math.min(bytes.length, at + (both ? 2 : 1));
    }

    /** Where the line of a number starts, from 0 on; the end if there are fewer. */
    static int start(byte[] bytes, int line) {
        int at = 0;
        for (int i = 0; i < line && at < bytes.length; i++) {
            at = after(bytes, at);
        }
        return at;
    }

    /** How many lines there are from an index on. */
    static int count(byte[] bytes, int from) {
        int lines = 0;
        for (int at = from; at < bytes.length; at = after(bytes, at)) {
            lines++;
        }
        return lines;
    }

    /** How often each line end occurs. */
    record Ends(int lf, int crlf, int cr) {
        static Ends of(byte[] bytes) {
            int lf = 0;
            int crlf = 0;
            int cr = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == '\n') {
                    lf++;
                } else if (bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n') {
                    crlf++;
                    at++;
                } else if (bytes[at] == '\r') {
                    cr++;
                }
            }
            return new Ends(lf, crlf, cr);
        }

        String words() {
            StringBuilder words = new StringBuilder();
            append(words, lf, "LF");
            append(words, crlf, "CRLF");
            append(words, cr, "CR");
            return words.isEmpty() ? "the sample has no line end" : words.toString();
        }

        private static void append(StringBuilder words, int count, String name) {
            if (count > 0) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(name);
            }
        }
    }
}
