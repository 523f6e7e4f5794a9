package sluice.faults;

import java.util.ArrayList;
import java.util.List;
import sluice.testkit.Gen;

/** Generates rows, most of them good. Every row has a number of its own, so that a document tells which row made it. */
final class Rows {
    private static final String REST = ",name,amount,note\n";

    private final Gen gen;
    private final List<String> used = new ArrayList<>();
    private int number;

    Rows(Gen gen) {
        this.gen = gen;
    }

    /** A file with a header. One row in ten has the key of an earlier one. */
    String parents(int rows) {
        StringBuilder text = new StringBuilder("n,k").append(REST);
        for (int i = 0; i < rows; i++) {
            boolean again = !used.isEmpty() && gen.chance(10);
            String key = again ? gen.oneOf(used) : "K" + (number + 1);
            used.add(key);
            append(text, key);
        }
        return text.toString();
    }

    /** A file with a header, whose rows refer to the others. One in thirty leads nowhere. */
    String children(int rows) {
        StringBuilder text = new StringBuilder("n,customer").append(REST);
        for (int i = 0; i < rows; i++) {
            append(text, gen.between(1, 30) == 1 ? "X" + number : gen.oneOf(used));
        }
        return text.toString();
    }

    /** Keys of which parents may have some. */
    List<String> keys(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add("K" + i * 3);
        }
        return all;
    }

    private void append(StringBuilder text, String key) {
        text.append(row(key)).append(gen.oneOf("\n", "\n", "\n", "\r\n"));
    }

    private String row(String key) {
        number++;
        String good = number + "," + key + "," + name() + "," + gen.between(-5000, 5000) + "," + note();
        return switch (gen.between(1, 400)) {
            case 1 -> good + ",one too many";
            case 2 -> number + "," + key + "," + name() + ",12x,wrong type";
            case 3 -> number + "," + key + ",\"closed\"too early,1,malformed";
            case 4 -> number + ",," + name() + ",1,no key";
            case 5 -> number + "," + key + "," + name() + ",,no amount";
            default -> good;
        };
    }

    private String name() {
        return gen.oneOf("Ann", "Bo", "Zoë", "\"O'Neil, Pat\"", "李小龍", "\"say \"\"hi\"\"\"");
    }

    private String note() {
        return switch (gen.between(1, 20)) {
            case 1 -> "\"two\nlines\"";
            case 2 -> "";
            case 3 -> "x".repeat(gen.between(1, 600));
            default -> "note of row " + number + " " + Integer.toHexString(gen.anyInt());
        };
    }
}
