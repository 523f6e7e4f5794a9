package sluice.csv.sniff;

import static sluice.csv.sniff.SniffCase.lines;
import static sluice.csv.sniff.SniffCase.text;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands before, among and after the rows. */
class LayoutTest {

    static List<SniffCase> preambles() {
        return List.of(
                lines("a title", "; p1", "Sales of the year", "id;name", "1;a", "2;b"),
                lines("a title of one word", "; p1", "Report", "id;name", "1;a", "2;b"),
                lines("a title and a blank line", "; p2", "Sales", "", "id;name", "1;a", "2;b"),
                lines("blank lines around a title", ", p4", "", "Sales of 2024", "", "", "id,name", "1,a", "2,b"),
                lines(
                        "a title, text columns only",
                        ", p2",
                        "All our friends",
                        "",
                        "first,last",
                        "Ann,Adler",
                        "Bert,Bauer"),
                lines(
                        "several lines",
                        "tab p3",
                        "Report",
                        "made by a tool",
                        "on 2024-01-02",
                        "id\tname\tn",
                        "1\ta\t2",
                        "2\tb\t3"),
                lines("a title with a comma", "; p1", "Sales, costs", "id;name", "1;a", "2;b"),
                lines(
                        "keys and values",
                        "; p3",
                        "Vendor;Test",
                        "Start;06/02/2024",
                        "End;06/29/2024",
                        "Day;Settled;Id",
                        "06/19/2024;06/22/2024;143",
                        "06/14/2024;06/14/2024;144"),
                lines(
                        "a title above pairs of whole numbers",
                        ", p2",
                        "A report",
                        "",
                        "x,y",
                        "252,50940",
                        ",14679",
                        "82298,1011",
                        "48712,34091"),
                lines("no title", ",", "id,name", "1,a"),
                lines("a preamble and no header", "; p2 h0", "Numbers of the day", "", "1;2", "3;4", "5;6"),
                lines("a word above values is in doubt", ", h0 doubt:NO_TABLE", "a", "1,2,x", "3,4,y", "5,6,z"),
                lines("the delimiter named for Excel", "; p1", "sep=;", "id;name", "1;a"),
                lines("the delimiter named in quotes", "| p1", "\"sep=|\"", "id|name", "1|a"),
                lines("the delimiter named in capitals", ", p1", "SEP=,", "id,name", "1,a"),
                lines("tab named by its escape", "tab p1", "sep=\\t", "id\tname", "1\ta"),
                lines("tab named by itself", "tab p1", "sep=\t", "id\tname", "1\ta"),
                lines("the delimiter named, one column", "; p1", "sep=;", "name", "Ann", "Bert"),
                lines("the delimiter named and padded", "; p1", "sep=;;;", "id;name;n", "1;a;2"),
                lines(
                        "the delimiter named, then a title",
                        "; p3",
                        "sep=;",
                        "Sales of all",
                        "",
                        "id;name",
                        "1;a",
                        "2;b"),
                lines("the delimiter named, though another fits", "; p1", "sep=;", "city,name;id", "x,y;p", "p,q;r"),
                lines("a column that is called sep", ",", "sep,x", "1,2"),
                text("the delimiter named after a mark", "; p1", "\uFEFFsep=;\r\nid;name\r\n1;a\r\n"));
    }

    static List<SniffCase> comments() {
        return List.of(
                lines("above the header", ", c#", "# exported by x", "id,name", "1,a", "2,b"),
                lines(
                        "several above the header",
                        "; c#",
                        "# exported by x",
                        "# on 2024-01-02",
                        "#",
                        "id;name",
                        "1;a",
                        "2;b"),
                lines("in the middle", ", c#", "id,name", "1,a", "# to be continued", "2,b", "3,c"),
                lines(
                        "with the table's number of cells, above the header",
                        ", c#",
                        "# exported by x, version 3",
                        "id,name",
                        "1,a",
                        "2,b"),
                lines("above and in the middle", "tab c#", "# a", "id\tname", "1\ta", "# b c", "2\tb"),
                lines("at the end", ", c#", "id,name", "1,a", "2,b", "# done"),
                lines("with an open quote", ", c#", "# \"open", "id,name", "1,a", "2,b"),
                lines("above one column", "none c#", "# names", "name", "Ann", "Bert", "Carl"),
                lines("values that start with the sign", ",", "id,name", "#1,foo", "#2,bar"),
                lines("values in the first column, some with the sign", ",", "tag,n", "#red,1", "blue,2", "#green,3"),
                lines("a header that starts with the sign", "tab", "#id\tname", "1\ta", "2\tb"),
                lines(
                        "a header that starts with the sign, below other lines",
                        "tab p2",
                        "##format=4",
                        "##source=x",
                        "#CHROM\tPOS\tID",
                        "1\t100\ta",
                        "1\t200\tb"),
                lines("colours in one column", "none", "colour", "#ff0000", "#00ff00", "#0000ff"),
                lines("quoted signs", ",", "id,x", "\"#1\",a", "\"#2\",b"));
    }

    static List<SniffCase> footers() {
        return List.of(
                lines("a sum of another width", "; f1", "id;n", "1;2", "2;3", "Total;;5"),
                lines("a sum of the same width", "; f1", "id;n", "1;2", "2;3", "Total;5"),
                lines("a line after a blank line", ", f1", "id,n", "1,2", "2,3", "", "made by a tool"),
                lines(
                        "several lines",
                        ", f3",
                        "id,n",
                        "1,2",
                        "2,3",
                        "",
                        "Source: somewhere",
                        "",
                        "All rights reserved by someone"),
                lines("the number of rows", "| f1", "id|n", "1|2", "2|3", "(2 rows)"),
                lines("in German", "; f1", "id;n;x", "1;2;a", "2;3;b", "Summe: 5"),
                text("blank lines after it", "; f3", "id;n\n1;2\n2;3\nSumme\n\n\n"),
                text("no line end after it", "; f1", "id;n\n1;2\n2;3\n\nSumme der Zeilen"),
                lines("a short row at the end is a row", ",", "a,b", "1,2", "4,5", "3"),
                lines("a row that is cut off is a row", ",", "a,b,c", "1,2,3", "4,5,6", "7,8"),
                lines(
                        "prose without a blank line before it may be a short row",
                        ",",
                        "id,n,x",
                        "1,2,a",
                        "2,3,b",
                        "these are all that we have"));
    }

    @ParameterizedTest
    @MethodSource("preambles")
    void preambleIsFound(SniffCase one) {
        one.check();
    }

    @ParameterizedTest
    @MethodSource("comments")
    void commentsAreFound(SniffCase one) {
        one.check();
    }

    @ParameterizedTest
    @MethodSource("footers")
    void footerIsFound(SniffCase one) {
        one.check();
    }
}
