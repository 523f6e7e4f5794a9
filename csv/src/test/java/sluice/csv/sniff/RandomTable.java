package sluice.csv.sniff;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import sluice.csv.Chunk;
import sluice.csv.CsvFormat;
import sluice.csv.CsvParser;
import sluice.testkit.Gen;

/**
 * A table and the text that it is written as.
 *
 * @param rows header, if there is one, and records
 * @param header whether the first row names the columns
 * @param text the text
 * @param charset how it is encoded
 */
record RandomTable(List<List<String>> rows, boolean header, String text, Charset charset) {
    private static final List<Function<Gen, String>> KINDS = List.of(
            gen -> String.valueOf(gen.between(-999, 99_999)),
            gen -> gen.between(0, 999) + "." + gen.between(10, 99),
            gen -> "20" + gen.between(10, 29) + "-0" + gen.between(1, 9) + "-1" + gen.between(0, 9),
            gen -> gen.oneOf("true", "false"),
            RandomTable::word,
            gen -> word(gen) + " " + word(gen),
            RandomTable::prose);

    static RandomTable of(Gen gen) {
        int columns = gen.between(2, 8);
        List<Function<Gen, String>> kinds = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            kinds.add(gen.oneOf(KINDS));
        }
        // Without a column of values nobody can tell a header from a record.
        kinds.set(gen.between(0, columns - 1), KINDS.get(gen.between(0, 2)));
        boolean header = gen.chance(80);
        List<List<String>> rows = new ArrayList<>();
        if (header) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                names.add(word(gen) + "_" + (char) ('a' + i));
            }
            rows.add(names);
        }
        for (int count = gen.between(3, 30); count > 0; count--) {
            // A first row without a value, and without a name, tells nothing.
            int empty = rows.isEmpty() ? 0 : 4;
            rows.add(kinds.stream()
                    .map(kind -> gen.chance(empty) ? "" : kind.apply(gen))
                    .toList());
        }
        return written(gen, rows, header);
    }

    private static RandomTable written(Gen gen, List<List<String>> rows, boolean header) {
        String delimiter =
                gen.oneOf(",", ";", "\t", "|", ",", ";", "\t", "|", "^", "~", "\u0001", "\u001f", "||", "|~|", "::");
        char quote = gen.chance(80) ? '"' : '\'';
        String escape = gen.chance(80) ? String.valueOf(quote) : "\\";
        boolean all = gen.chance(20);
        String end = gen.oneOf("\n", "\r\n", "\r");
        StringBuilder text = new StringBuilder();
        if (header && gen.chance(15)) {
            text.append("A report of the year").append(end);
            text.append(gen.chance(50) ? end : "");
        }
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : delimiter).append(cell(row.get(i), delimiter, quote, escape, all));
            }
            text.append(end);
        }
        boolean wide = gen.chance(10);
        Charset charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        return new RandomTable(rows, header, (gen.chance(wide ? 100 : 10) ? "\uFEFF" : "") + text, charset);
    }

    private static String cell(String value, String delimiter, char quote, String escape, boolean always) {
        boolean needed = value.contains(delimiter)
                || value.indexOf(quote) >= 0
                || value.indexOf('\n') >= 0
                || value.startsWith("\"")
                || value.startsWith("'");
        return needed || always ? quote + value.replace("" + quote, escape + quote) + quote : value;
    }

    private static String word(Gen gen) {
        StringBuilder word = new StringBuilder();
        for (int length = gen.between(3, 9); length > 0; length--) {
            word.append((char) gen.between('a', 'z'));
        }
        return word.toString();
    }

    private static String prose(Gen gen) {
        StringBuilder text = new StringBuilder(word(gen));
        for (int words = gen.between(1, 6); words > 0; words--) {
            text.append(gen.oneOf(" ", " ", " ", ", ", "; ", ": ", "'s ", " \"quoted\" ", "\n"))
                    .append(word(gen));
        }
        return text.toString();
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    /** The rows as a format reads them. */
    List<List<String>> read(CsvFormat format) {
        byte[] utf8 = (text.startsWith("\uFEFF") ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
        int start = Lines.start(utf8, format.layout().preambleRows());
        byte[] table = Arrays.copyOfRange(utf8, start, utf8.length);
        CsvParser parser = new CsvParser(format.dialect());
        parser.reset(new Chunk(0, 0, 1, table));
        List<List<String>> read = new ArrayList<>();
        while (parser.next()) {
            read.add(RowReader.cells(parser.record()).stream().map(Cell::text).toList());
        }
        return read.subList(0, Math.max(0, read.size() - format.layout().footerRows()));
    }

    static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(c < ' ' ? String.format("\\x%02x", c) : Character.toString(c)));
        return shown.toString();
    }

    @Override
    public String toString() {
        return charset + " " + escaped(text);
    }
}
