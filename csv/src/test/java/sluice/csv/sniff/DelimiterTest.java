package sluice.csv.sniff;

import static sluice.csv.sniff.SniffCase.lines;
import static sluice.csv.sniff.SniffCase.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What separates cells, and what only looks as if it did. */
class DelimiterTest {
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("\t", "tab"),
            Map.entry(" ", "blank"),
            Map.entry("\u0001", "`\\u0001`"),
            Map.entry("\u001f", "`\\u001f`"),
            Map.entry("\u0002", "`\\u0002`"),
            Map.entry(", ", "`, `"),
            Map.entry("; ", "`; `"),
            Map.entry(" | ", "` | `"));

    static List<SniffCase> everyDelimiter() {
        List<SniffCase> cases = new ArrayList<>();
        for (String delimiter : List.of(
                ",", ";", "\t", "|", ":", " ", "^", "~", "\u0001", "\u0002", "\u001f", "§", "¦", "¬", "||", ", ", "; ",
                "::", "|~|", " | ", "~|~", "^|^", "&&", "<>")) {
            String shown = SHOWN.getOrDefault(delimiter, delimiter);
            cases.add(lines(
                    "names and numbers with " + shown,
                    shown,
                    joined(delimiter, "name/qty/price", "nut/5/0.25", "bolt/17/1.5", "nail/300/0.01")));
            cases.add(lines(
                    "two columns with " + shown,
                    shown,
                    joined(delimiter, "id/name", "1/Nut", "2/Bolt", "3/Nail", "4/Screw")));
            cases.add(lines(
                    "empty cells with " + shown,
                    shown,
                    joined(
                            delimiter,
                            "id/note/day/total",
                            "1//2024-01-02/1",
                            "2/x/2024-01-03/2",
                            "3//2024-01-04/",
                            "4/y//4")));
        }
        return cases;
    }

    private static String[] joined(String delimiter, String... rows) {
        return java.util.Arrays.stream(rows)
                .map(row -> row.replace("/", delimiter))
                .toArray(String[]::new);
    }

    static List<SniffCase> whatIsNoDelimiter() {
        return List.of(
                lines("decimal commas", ";", "a;b", "1,5;2,5", "3,25;4,75"),
                lines("decimal commas without a header", "; h0", "1,5;2,5", "3,5;4,5", "6,25;7,75"),
                lines("decimal commas in the last column", ";", "name;preis", "Nut;1,50", "Bolt;12,00"),
                lines("decimal commas and thousands", ";", "a;b;c", "1.234,50;2;x", "12.345,00;3;y", "7,25;4;z"),
                lines("decimal commas and tabs", "tab", "a\tb", "1,5\t2,5", "3,5\t4,5"),
                lines("thousands in quotes", ",", "name,amount", "x,\"1,234\"", "y,\"12,345\"", "z,\"1,234,567\""),
                lines("times in a comma file", ",", "name,at", "x,12:30:00", "y,13:45:10"),
                lines("times in the first column", ",", "at,name", "12:30:00,x", "13:45:10,y"),
                lines("web addresses", ",", "url,hits", "https://a.example/x,5", "http://b.example:8080/y?z=1,7"),
                lines("dates with times", ",", "at,value", "2024-01-02 10:00:00,5", "2024-01-03 11:30:00,6"),
                lines("dates with times in one column", "none", "at", "2024-01-02 10:00:00", "2024-01-03 11:30:00"),
                lines("times in one column", "none", "at", "12:30:00", "13:45:10"),
                lines("times in one column without header", "none h0", "12:30:00", "13:45:10", "14:00:00"),
                lines("text full of commas in a tab file", "tab", "id\ttext", "1\ta, b, c", "2\td, e, f", "3\tg, h, i"),
                lines("text full of tight commas in a tab file", "tab", "id\ttags", "1\ta,b,c", "2\td,e,f"),
                lines("text full of commas in a pipe file", "|", "id|text", "1|one, two", "2|one, two", "3|one, two"),
                lines("lists in cells", ",", "id,tags,n", "1,a;b;c,1", "2,d,2", "3,e;f,3"),
                lines("lists of one length in cells", ",", "id,tags,n", "1,a;b,1", "2,d;e,2", "3,e;f,3"),
                lines("lists of pipes in cells", ";", "id;tags;n", "1;a|b;1", "2;d|e;2", "3;e|f;3"),
                lines(
                        "coordinates in quotes",
                        ";",
                        "Country;Location;Count;Date",
                        "China;\"35.86;104.19\";97100,7;04/07/20"),
                lines("lists in brackets", ";", "id;a;b;group", "1;;x;['345']", "2;;y;['112', '113']", "3;;z;['7']"),
                lines("first and last names", ",", "id,name", "1,John Smith", "2,Jane Doe", "3,Jim Beam"),
                lines("last, first in a semicolon file", ";", "id;name", "1;Smith, John", "2;Doe, Jane", "3;Beam, Jim"),
                lines("last, first and more in a semicolon file", ";", "id;name;n", "1;Smith, John;5", "2;Doe, Jane;6"),
                lines("JSON in a tab file", "tab", "id\tdata", "1\t{\"a\":1,\"b\":2}", "2\t{\"a\":3,\"b\":4}"),
                lines(
                        "addresses of machines",
                        ",",
                        "mac,ip",
                        "00:1a:2b:3c:4d:5e,10.0.0.1",
                        "00:1a:2b:3c:4d:5f,10.0.0.2"),
                lines("a one-word header", "tab", "name\tqty\tnote", "a\t1\tx", "b\t2\ty"),
                lines(
                        "accounts of a Unix system",
                        ": h0",
                        "root:x:0:0:root:/root:/bin/bash",
                        "bin:x:1:1:bin:/bin:/sbin/nologin",
                        "lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin"),
                lines("a pipe in one title", ";", "id;title;n", "1;a|b;1", "2;plain;2", "3;other;3"));
    }

    static List<SniffCase> oneColumn() {
        return List.of(
                lines("names", "none", "name", "Anna", "Bert", "Carl"),
                lines("full names", "none", "name", "Anna Adler", "Bert Bauer", "Carl Coldmoon"),
                lines("full names below two words", "none", "full name", "Anna Adler", "Bert Bauer", "Carl Coldmoon"),
                lines("numbers", "none", "n", "1", "2", "3"),
                lines("numbers without header", "none h0", "1", "2", "3"),
                lines("decimal commas below a name", "none", "price", "1,5", "2,75", "3,5"),
                lines("thousands below a name", "none", "amount", "1,234", "12,345", "1,234,567"),
                lines(
                        "sentences with commas here and there",
                        "none",
                        "text",
                        "Hello, world",
                        "No comma here",
                        "One, two, three, four"),
                lines("sentences below a name", "none", "notes", "likes apples, bananas", "x, y, z"),
                lines(
                        "sentences with one comma each, below a name",
                        "none",
                        "title",
                        "Well, it rains",
                        "Yes, it does",
                        "No, it never did"),
                lines(
                        "sentences with semicolons",
                        "none",
                        "notes",
                        "it rains; we stay",
                        "it snows",
                        "we go; we come; we stay"),
                lines("quoted sentences", "none", "text", "\"Hello, world\"", "\"Bye, moon, and stars\""),
                lines("quoted line ends", "none", "col1", "\"cell with", "newline\""),
                lines(
                        "quotes doubled in sentences",
                        "none",
                        "Pronounce",
                        "\"With a hard \"\"g,\"\" like \"\"gift\"\"\"",
                        "\"Soft \"\"g\"\"\""),
                lines("mail addresses", "none", "mail", "a.b@c.example", "d.e@f.example"),
                lines(
                        "web addresses",
                        "none",
                        "url",
                        "https://a.example/1,2",
                        "https://b.example/3",
                        "http://c.example:80/x;y"),
                lines("street names", "none", "street", "12 Main Street", "14 Side Road", "5 Long Lane"),
                lines("street names below three words", "none", "street and number", "12 Main Street", "14 Side Road"),
                lines("one value with a semicolon", "none", "name", "vv", "a;b"),
                lines("log lines", "none", "message", "GET /a took 5 ms", "POST /b/c failed: no route", "x: y"),
                lines("key and value", "none", "line", "Note: remember this", "Warning: and that"),
                lines("hashes", "none", "tag", "#red", "#blue", "#green"),
                text("one word", "none", "name"),
                text("one number", "none h0", "5\n"),
                lines(
                        "sentences with exactly one comma each are in doubt",
                        "none doubt:DELIMITER",
                        "I came early, I saw nothing",
                        "He left late, she stayed here",
                        "We sat down, they stood up"));
    }

    static List<SniffCase> irregular() {
        List<String> ragged = IntStream.range(0, 40)
                .mapToObj(i -> i % 10 == 7 ? i + ";short" : i + ";name " + i + ";" + i * 3 + ";x")
                .collect(Collectors.toCollection(ArrayList::new));
        ragged.add(0, "id;name;n;flag");
        String wide = IntStream.range(0, 2000).mapToObj(i -> "c" + i).collect(Collectors.joining(";"));
        String values = IntStream.range(0, 2000).mapToObj(Integer::toString).collect(Collectors.joining(";"));
        String longCell = "lorem ipsum, ".repeat(8000);
        return List.of(
                lines("a tenth of the rows is ragged", ";", ragged.toArray(String[]::new)),
                lines(
                        "quotes that are never closed here and there",
                        ",",
                        "id,name,age",
                        "2,\"Adler,Ann\",30",
                        "1,\"Bauer, Bert,25",
                        "3,\"Carl\",35",
                        "4,\"Dora\",\"45"),
                lines(
                        "a line of prose in the middle",
                        ",",
                        "a, b, c",
                        "1, 2, 3",
                        "SOMETHING ELSE",
                        "4, 5, 6",
                        "7, 8, 9"),
                lines(
                        "empty cells past the header",
                        "; p1",
                        "Vendor of all",
                        "Day;Settled;Id",
                        "06/19/2024;06/22/2024;143;",
                        "06/14/2024;06/14/2024;144;",
                        "06/15/2024;06/16/2024;145;"),
                lines("one of two rows is short", ",", "a,b", "1,2", "3"),
                lines("one of two rows is long", ";", "a;b", "1;2", "3;4;5"),
                lines("one of three rows is short", "tab", "a\tb\tc", "1\t2\t3", "4\t5", "6\t7\t8"),
                lines("a delimiter at every end", ",", "a,b,", "1,2,", "3,4,"),
                lines("a delimiter at the end of the header only", ";", "a;b;", "1;2;", "3;4;x"),
                lines("an empty column", ",", "a,b,c", "1,,x", "2,,y"),
                lines("a name missing", ",", "a,b", "1,2,3", "4,5,6", "7,8,9"),
                lines("a name too many", ";", "a;b;c;d", "1;2;x", "3;4;y", "5;6;z"),
                lines("two thousand columns", ";", wide, values, values),
                lines("long cells", "|", "id|text|n", "1|" + longCell + "|5", "2|" + longCell + "|6", "3|short|7"),
                lines(
                        "rows that become wider are in doubt",
                        ", h0 doubt:NO_TABLE",
                        "a,b",
                        "1,2",
                        "3,4",
                        "5,6,7",
                        "8,9,10",
                        "11,12,13",
                        "14,15,16"),
                lines(
                        "nothing regular is in doubt",
                        "none doubt:NO_TABLE",
                        "a;b",
                        "1;2;3",
                        "4;5;6;7",
                        "8;9;10;11;12",
                        "13;14;15;16;17;18"),
                lines(
                        "two delimiters as good as each other are in doubt",
                        ", doubt:DELIMITER",
                        "a,b;c",
                        "x,y;z",
                        "p,q;r"),
                text("only a header", ";", "id;name;price\n"),
                text("only a header without line end", ",", "id,name,price"),
                text("one row of numbers", ", h0", "1,2,3"),
                text("an empty file", ",", ""),
                text("blank lines", ",", "\n\n\r\n"),
                text("only a mark", ",", "\uFEFF"));
    }

    static List<SniffCase> lineEnds() {
        List<SniffCase> cases = new ArrayList<>();
        for (String end : List.of("\n", "\r\n", "\r")) {
            cases.add(text("line end " + end.length(), ";", String.join(end, "id;name", "1;a", "2;b", "")));
            cases.add(text("no line end at the end", "tab h0", String.join(end, "1\ta", "2\tb", "3\tc")));
            cases.add(text(
                    "quoted line ends",
                    ",",
                    String.join(end, "id,t", "1,\"a" + end + "b\"", "2,\"c" + end + end + "d\"", "")));
        }
        cases.add(text("mixed line ends", ";", "id;name\n1;a\r\n2;b\r3;c\n"));
        cases.add(text("record and unit separators", "`\\u001f`", "id\u001fname\u001e1\u001fa\u001e2\u001fb\u001e"));
        return cases;
    }

    static List<SniffCase> cases() {
        List<SniffCase> all = new ArrayList<>(everyDelimiter());
        all.addAll(whatIsNoDelimiter());
        all.addAll(oneColumn());
        all.addAll(irregular());
        all.addAll(lineEnds());
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(SniffCase one) {
        one.check();
    }
}
