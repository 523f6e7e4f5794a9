package sluice.generate;

import java.util.List;

/**
 * Names as they are written and as they stand in ids and mail addresses.
 *
 * @param written as a person writes it
 * @param plain ASCII letters only, in the same order
 */
record Names(Pool written, Pool plain) {

    /** The plain form is what is left without apostrophes, hyphens and spaces. */
    static Names of(List<String> names) {
        return new Names(
                new Pool(names), new Pool(names.stream().map(Names::letters).toList()));
    }

    /** Takes pairs {@code written=plain}. */
    static Names pairs(String... pairs) {
        List<String[]> split = List.of(pairs).stream().map(p -> p.split("=", 2)).toList();
        return new Names(
                new Pool(split.stream().map(p -> p[0]).toList()),
                new Pool(split.stream().map(p -> p[1]).toList()));
    }

    static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "");
    }

    int size() {
        return written.size();
    }
}
