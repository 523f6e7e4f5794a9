package sluice.csv.sniff;

import static sluice.csv.sniff.SniffCase.lines;
import static sluice.csv.sniff.SniffCase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What quotes and escapes. */
class QuoteTest {

    static List<SniffCase> cases() {
        List<String> many = IntStream.range(0, 1500)
                .mapToObj(i -> i + ",plain " + i + ",7")
                .collect(Collectors.toCollection(ArrayList::new));
        many.add(0, "id,text,n");
        List<String> unclosed = new ArrayList<>(many);
        unclosed.set(2, "1,\"never closed,7");
        List<String> quoted = IntStream.range(0, 1500)
                .mapToObj(i -> i + ",\"a, b " + i + "\",7")
                .collect(Collectors.toCollection(ArrayList::new));
        quoted.add(0, "id,text,n");
        quoted.set(2, "1,\"never closed,7");
        List<String> few = new ArrayList<>(many);
        few.set(2, "1,\"never closed,7");
        for (int i = 10; i < 20; i++) {
            few.set(i, i + ",\"a, b\",7");
        }
        return List.of(
                lines("double quotes", ",", "\"a\",\"b\"", "\"1\",\"x, y\"", "\"2\",\"z\""),
                lines("single quotes", ", q'", "'a','b'", "'1','x, y'", "'2','z'"),
                lines("single quotes where they are needed", "; q'", "id;text", "1;'a; b'", "2;plain", "3;'c; d'"),
                lines("single quotes, doubled", ", q'", "id,text", "1,'it''s, well'", "2,'x'", "3,'can''t, too'"),
                lines("apostrophes", ",", "id,text", "1,it's", "2,don't", "3,dogs'"),
                lines("apostrophes at the start", ",", "id,text", "1,'tis so", "2,'twas", "3,well"),
                lines("apostrophes in double quotes", ",", "id,text", "1,\"it's, well\"", "2,\"'tis\"", "3,\"x\""),
                lines("no quotes", "tab", "id\ttext", "1\ta", "2\tb"),
                lines("inch marks", ",", "id,size", "1,5\"", "2,7\"", "3,12\""),
                lines("inch marks in text", ";", "id;what;n", "1;5\" disk;1", "2;3.5\" disk;2"),
                lines(
                        "cells that begin with a quoted word",
                        "tab qnone",
                        "id\tfilm",
                        "1\t\"Big\" Joe",
                        "2\tAlien",
                        "3\t\"X\" marks it"),
                lines("doubled quotes", ",", "id,text", "1,\"a \"\"b\"\" c\"", "2,\"\"\"x\"\"\""),
                lines(
                        "backslash before quotes",
                        ", e\\",
                        "id,text",
                        "1,\"a \\\"b\\\" c\"",
                        "2,\"x, \\\"y\\\"\"",
                        "3,\"z\""),
                lines(
                        "backslash at the end of a cell",
                        ",",
                        "id,path",
                        "1,\"C:\\dir\\\"",
                        "2,\"D:\\x, y\\\"",
                        "3,\"E:\\\""),
                lines(
                        "backslash before the delimiter",
                        "; qnone e\\",
                        "id;text;n",
                        "1;a\\;b;5",
                        "2;c;6",
                        "3;d\\;e\\;f;7"),
                lines("backslash before a tab", "tab qnone e\\", "id\ttext\tn", "1\ta\\\tb\t5", "2\tc\t6", "3\t\\N\t7"),
                lines("quoted delimiters", ";", "id;t", "1;\"a;b\"", "2;\"c;d;e\"", "3;f"),
                lines("quoted line ends", ",", "id,t", "1,\"a", "b,c,d,e", "f\"", "2,\"x\"", "3,y"),
                lines("other delimiters in quotes", ",", "id,t", "1,\"a;b;c\"", "2,\"d;e;f\"", "3,\"g;h;i\""),
                lines("blank before the quote", ", blanks", "a, b", "1, \"x, y\"", "2, \"z, w\""),
                lines("blank before the quote, no delimiter inside", ", blanks", "id, name", "1, \"x\"", "2, \"y\""),
                lines("blanks after the quote", "; blanks", "id;name", "\"1\" ;\"x\"", "\"2\" ;\"y; z\""),
                lines("one quote that is never closed, and no others", ",", unclosed.toArray(String[]::new)),
                lines("one quote that is never closed, among many closed ones", ",", quoted.toArray(String[]::new)),
                lines("one quote that is never closed, among few closed ones", ",", few.toArray(String[]::new)),
                lines("a header in quotes", ";", "\"id\";\"name\"", "1;a", "2;b"),
                lines("a first cell of two lines", ";", "\"line one", "still line one\";b;c", "x;2;3", "y;4;5"),
                text("an empty cell in quotes", ",", "a,b\n\"\",1\n\"\",2\n"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(SniffCase one) {
        one.check();
    }
}
