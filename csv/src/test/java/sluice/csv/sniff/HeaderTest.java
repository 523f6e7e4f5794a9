package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;
import static sluice.csv.sniff.SniffCase.of;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the first row names the columns. */
class HeaderTest {

    static List<SniffCase> headers() {
        return List.of(
                of("words above numbers", ",", "id,name", "1,a", "2,b"),
                of("words above one row", ",", "a,b", "1,2"),
                of("words above dates", ",", "day,who", "2024-01-02,x", "2024-01-03,y"),
                of("words above truth values", ",", "ok,who", "true,x", "false,y"),
                of("words above truth values only", "none", "ok", "true", "false"),
                of(
                        "words above UUIDs",
                        ",",
                        "key,who",
                        "123e4567-e89b-12d3-a456-426614174000,x",
                        "123e4567-e89b-12d3-a456-426614174001,y"),
                of("words above codes", ",", "sku,colour", "AB-123,red", "CD-456,blue", "EF-789,green"),
                of("words above words", ",", "first,last", "Ann,Adler", "Bert,Bauer"),
                of("words above empty cells and numbers", ",", "a,b", ",1", ",2"),
                of("an index column without name", ",", ",name,n", "0,a,5", "1,b,6"),
                of("words above numbers, some missing", ",", "a,b", "NA,1", "5,NULL", "6,-", "7,3"),
                of("years above numbers", ",", "country,1990,1991", "France,1.5,2.5", "Spain,3.5,4.5"),
                of("years above whole numbers", ",", "country,1990,1991,1992", "France,58,59,60", "Spain,38,39,40"),
                of("one year above numbers", ";", "name;2019", "foo;5", "bar;7"),
                of("numbers of columns", ",", "id,1,2,3", "a,10,7,3", "b,5,6,9"),
                of("days above numbers", ",", "country,2020-01-22,2020-01-23", "France,5,6", "Spain,7,8"),
                of("a header that is repeated", ",", "id,name", "1,a", "2,b", "id,name", "3,c"),
                of("a name twice", ",", "id,x,x", "1,2,3", "4,5,6"),
                of("an empty column", ",", "id,note,n", "1,,2", "2,,3"),
                of("names in quotes", ",", "\"id\",\"a, b\"", "1,x", "2,y"),
                of(
                        "names without quotes above texts in quotes",
                        ",",
                        "first,last",
                        "\"Ann\",\"Adler\"",
                        "\"Bert\",\"Bauer\""),
                of("long names", ",", "the number of the row,what it is about", "1,x", "2,y"),
                of(
                        "names and a second row of units",
                        ", h2",
                        "time,speed",
                        "[s],[m/s]",
                        "0,1.5",
                        "1,2.5",
                        "2,3.5",
                        "3,4.5"),
                of(
                        "a row of groups above the names",
                        ", h2",
                        ",Sales,,Cost,",
                        "city,old,new,low,high",
                        "Bonn,1,2,3,4",
                        "Köln,5,6,7,8",
                        "Ulm,9,1,2,3",
                        "Trier,4,5,6,7"),
                of("one row of missing values is a row", ",", "a,b", "NA,NA", "1,2", "3,4", "5,6", "7,8"));
    }

    static List<SniffCase> noHeaders() {
        return List.of(
                of("numbers", ", h0", "1,2,3", "4,5,6", "7,8,9"),
                of("numbers that don't rise", ", h0", "10,2,33", "4,50,6"),
                of("dates first", ", h0", "2024-01-02,x", "2024-01-03,y"),
                of("dates of another kind", "; h0", "31.12.2024;x;1,5", "01.01.2025;y;2,5"),
                of("a number and a word", ", h0", "1,a", "2,b"),
                of("words that occur again", ", h0", "red,apple", "green,apple", "red,cherry"),
                of("codes", ", h0", "AB-123,red", "CD-456,blue", "EF-789,green", "GH-012,black"),
                of("mail addresses", ", h0", "a@b.example,x", "c@d.example,y"),
                of("truth values", "tab h0", "true\ta", "false\tb", "true\tc"),
                of("years as values", ", h0", "1999,5", "2003,6", "2005,9"),
                of("codes of one column", "none h0", "A1", "B2", "C3", "D4"),
                of("thousand separators", "; h0", "1.234,5;x", "2.345,6;y"));
    }

    static List<SniffCase> doubts() {
        return List.of(
                of("a word above numbers and a number above numbers", ", doubt:HEADER", "total,5", "1,6", "2,7", "3,8"),
                of(
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
        assertThat(of("", "", "id;\"the name\"; n", "1;a;2").sniff().headerNames())
                .containsExactly("id", "the name", " n");
        assertThat(of("", "", "1;2", "3;4").sniff().headerNames()).isEmpty();
    }

    @Test
    void severalRowsAreJoined() {
        assertThat(of("", "", "time,speed", "[s],[m/s]", "0,1.5", "1,2.5", "2,3.5", "3,4.5")
                        .sniff()
                        .headerNames())
                .containsExactly("time [s]", "speed [m/s]");
        assertThat(of(
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
        return of("", "", lines).sniff().finding(FormatPart.HEADER).sureness();
    }
}
