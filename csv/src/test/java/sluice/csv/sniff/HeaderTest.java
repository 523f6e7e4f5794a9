package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;
import static sluice.csv.sniff.SniffCase.lines;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the first row names the columns. */
class HeaderTest {

    static List<SniffCase> headers() {
        return List.of(
                lines("words above numbers", ",", "id,name", "1,a", "2,b"),
                lines("words above one row", ",", "a,b", "1,2"),
                lines("words above dates", ",", "day,who", "2024-01-02,x", "2024-01-03,y"),
                lines("words above truth values", ",", "ok,who", "true,x", "false,y"),
                lines("words above truth values only", "none", "ok", "true", "false"),
                lines(
                        "words above UUIDs",
                        ",",
                        "key,who",
                        "123e4567-e89b-12d3-a456-426614174000,x",
                        "123e4567-e89b-12d3-a456-426614174001,y"),
                lines("words above codes", ",", "sku,colour", "AB-123,red", "CD-456,blue", "EF-789,green"),
                lines("words above words", ",", "first,last", "Ann,Adler", "Bert,Bauer"),
                lines("words above empty cells and numbers", ",", "a,b", ",1", ",2"),
                lines("an index column without name", ",", ",name,n", "0,a,5", "1,b,6"),
                lines("words above numbers, some missing", ",", "a,b", "NA,1", "5,NULL", "6,-", "7,3"),
                lines("years above numbers", ",", "country,1990,1991", "France,1.5,2.5", "Spain,3.5,4.5"),
                lines("years above whole numbers", ",", "country,1990,1991,1992", "France,58,59,60", "Spain,38,39,40"),
                lines("one year above numbers", ";", "name;2019", "foo;5", "bar;7"),
                lines("numbers of columns", ",", "id,1,2,3", "a,10,7,3", "b,5,6,9"),
                lines("days above numbers", ",", "country,2020-01-22,2020-01-23", "France,5,6", "Spain,7,8"),
                lines("a header that is repeated", ",", "id,name", "1,a", "2,b", "id,name", "3,c"),
                lines("a name twice", ",", "id,x,x", "1,2,3", "4,5,6"),
                lines("an empty column", ",", "id,note,n", "1,,2", "2,,3"),
                lines("names in quotes", ",", "\"id\",\"a, b\"", "1,x", "2,y"),
                lines(
                        "names without quotes above texts in quotes",
                        ",",
                        "first,last",
                        "\"Ann\",\"Adler\"",
                        "\"Bert\",\"Bauer\""),
                lines(
                        "names above paths and truth values",
                        ",",
                        "sample,control,left,right",
                        "X78-M1,False,data/X78_S12.gz,",
                        "X79-M1,False,data/X79_S3.gz,",
                        "Y21-M1,False,data/Y21_S11.gz,"),
                lines("long names", ",", "the number of the row,what it is about", "1,x", "2,y"),
                lines(
                        "names and a second row of units",
                        ", h2",
                        "time,speed",
                        "[s],[m/s]",
                        "0,1.5",
                        "1,2.5",
                        "2,3.5",
                        "3,4.5"),
                lines(
                        "a row of groups above the names",
                        ", h2",
                        ",Sales,,Cost,",
                        "city,old,new,low,high",
                        "Bonn,1,2,3,4",
                        "Köln,5,6,7,8",
                        "Ulm,9,1,2,3",
                        "Trier,4,5,6,7"),
                lines("one row of missing values is a row", ",", "a,b", "NA,NA", "1,2", "3,4", "5,6", "7,8"));
    }

    static List<SniffCase> noHeaders() {
        return List.of(
                lines("numbers", ", h0", "1,2,3", "4,5,6", "7,8,9"),
                lines("numbers that don't rise", ", h0", "10,2,33", "4,50,6"),
                lines("dates first", ", h0", "2024-01-02,x", "2024-01-03,y"),
                lines("dates of another kind", "; h0", "31.12.2024;x;1,5", "01.01.2025;y;2,5"),
                lines("a number and a word", ", h0", "1,a", "2,b"),
                lines("words that occur again", ", h0", "red,apple", "green,apple", "red,cherry"),
                lines("codes", ", h0", "AB-123,red", "CD-456,blue", "EF-789,green", "GH-012,black"),
                lines("mail addresses", ", h0", "a@b.example,x", "c@d.example,y"),
                lines("truth values", "tab h0", "true\ta", "false\tb", "true\tc"),
                lines("years as values", ", h0", "1999,5", "2003,6", "2005,9"),
                lines("codes of one column", "none h0", "A1", "B2", "C3", "D4"),
                lines("thousand separators", "; h0", "1.234,5;x", "2.345,6;y"));
    }

    static List<SniffCase> doubts() {
        return List.of(
                lines(
                        "a word above numbers and a number above numbers",
                        ", doubt:HEADER",
                        "total,5",
                        "1,6",
                        "2,7",
                        "3,8"),
                lines(
                        "words that occur again beside one above dates",
                        ", doubt:HEADER",
                        "red,day",
                        "red,2024-01-02",
                        "blue,2024-01-03",
                        "red,2024-01-04"));
    }

    static List<SniffCase> cases() {
        List<SniffCase> all = new ArrayList<>(headers());
        all.addAll(noHeaders());
        all.addAll(doubts());
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(SniffCase one) {
        one.check();
    }

    @Test
    void namesAreGiven() {
        assertThat(lines("", "", "id;\"the name\"; n", "1;a;2").sniff().headerNames())
                .containsExactly("id", "the name", " n");
        assertThat(lines("", "", "1;2", "3;4").sniff().headerNames()).isEmpty();
    }

    @Test
    void severalRowsAreJoined() {
        assertThat(lines("", "", "time,speed", "[s],[m/s]", "0,1.5", "1,2.5", "2,3.5", "3,4.5")
                        .sniff()
                        .headerNames())
                .containsExactly("time [s]", "speed [m/s]");
        assertThat(lines(
                                "",
                                "",
                                ",Sales,,Cost,",
                                "city,old,new,low,high",
                                "a,1,2,3,4",
                                "b,5,6,7,8",
                                "c,9,1,2,3",
                                "d,4,5,6,7")
                        .sniff()
                        .headerNames())
                .containsExactly("city", "Sales old", "new", "Cost low", "high");
    }

    @Test
    void surenessFollowsTheEvidence() {
        assertThat(sureness("id,name", "1,a", "2,b")).isEqualTo(Sureness.SURE);
        assertThat(sureness("1,a", "2,b")).isEqualTo(Sureness.SURE);
        assertThat(sureness("first,last", "Ann,Adler", "Bert,Bauer")).isEqualTo(Sureness.LIKELY);
        assertThat(sureness("first,last")).isEqualTo(Sureness.WEAK);
        assertThat(sureness("total,5", "1,6", "2,7")).isEqualTo(Sureness.WEAK);
    }

    private static Sureness sureness(String... lines) {
        return lines("", "", lines).sniff().finding(FormatPart.HEADER).sureness();
    }
}
