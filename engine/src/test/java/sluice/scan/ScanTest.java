package sluice.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.ChunkSize;
import sluice.scan.evaluate.ScanException;
import sluice.scan.value.ScanProblem;

class ScanTest {
    @TempDir
    private Path folder;

    @Test
    void rowsAreCountedWhereNothingIsAsked() {
        ScanResult result = ScanFixture.scan("a\n\"b\" x\nc\n", query -> query);

        assertThat(result.rows()).isEqualTo(3);
        assertThat(result.malformed()).isEqualTo(1);
        assertThat(result.counted()).isEqualTo(2);
        assertThat(result.firstMalformed()).startsWith("standard input, line 2: text follows");
    }

    @Test
    void groupsThatWereAskedForAreShownWithoutRowsToo() {
        ScanResult result = ScanFixture.scan(
                "01/31/2013\n02/30/2014\n12/01/2015\n01/01/1999\nx\n",
                query -> query.countBy("year(1, \"MM/dd/yyyy\")").in("2013..2015"));

        assertThat(ScanFixture.groups(result)).containsExactly("2013=1", "2014=0", "2015=1");
        assertThat(result.groupings().get(0).outside()).isEqualTo(3);
        assertThat(result.problems())
                .containsExactly(new ScanProblem(
                        "--count-by year(1, \"MM/dd/yyyy\")",
                        ScanProblem.Kind.NO_DATE,
                        2,
                        "standard input",
                        2,
                        "02/30/2014"));
    }

    @Test
    void whatIsNoDateIsAGroupOfItsOwnAndTheLast() {
        ScanResult result = ScanFixture.scan("2013-01-01\n\n x\n2012-05-06 10:00\n", query -> query.countBy("year(1)"));

        assertThat(ScanFixture.groups(result)).containsExactly("2012=1", "2013=1", "(none)=1");
    }

    @Test
    void equalNumbersAreOneGroupHoweverTheyAreWritten() {
        ScanResult result = ScanFixture.scan("1.50\n1.5\n15e-1\n2\n", query -> query.countBy("number(1)"));

        assertThat(ScanFixture.groups(result)).containsExactly("1.5=3", "2=1");
    }

    @Test
    void numbersToChooseMakeNumbersOfAColumn() {
        ScanResult result =
                ScanFixture.scan("7\n08\n8\nx\n", query -> query.countBy("1").in("8..9"));

        assertThat(ScanFixture.groups(result)).containsExactly("8=2", "9=0");
    }

    @Test
    void sumsAreExactAndOfEachGroup() {
        ScanResult result = ScanFixture.scan(
                "a,0.1\na,0.2\nb,9223372036854775807\nb,9223372036854775807\nb,x\nc,x\n",
                query -> query.countBy("1")
                        .measure(Measure.SUM, "2")
                        .measure(Measure.MIN, "2")
                        .measure(Measure.MAX, "2")
                        .measure(Measure.AVG, "2"));

        assertThat(ScanFixture.groups(result))
                .containsExactly(
                        "a=2 0.3 0.1 0.2 0.15",
                        "b=3 18446744073709551614 9223372036854775807 9223372036854775807 9223372036854775807",
                        "c=1 0 null null null");
    }

    @Test
    void oneFilterHoldsForEverything() {
        ScanResult result = ScanFixture.scan(
                "a,1\nb,2\na,3\n",
                query -> query.where("1 = \"a\"").countWhere("2 > 1").measure(Measure.SUM, "2"));

        assertThat(result.excluded()).isEqualTo(1);
        assertThat(result.counts()).containsExactly(new ScanResult.Count("2 > 1", 1));
        assertThat(result.totals().get(0).value()).isEqualByComparingTo("4");
    }

    @Test
    void tooManyGroupsEndTheScanWithAMessageThatSaysWhatToDo() {
        assertThatThrownBy(() -> ScanFixture.scan(
                        List.of("-"), "a\nb\nc\n", List.of(), query -> query.countBy("1"), 2, ChunkSize.records(1), 2))
                .isInstanceOf(ScanException.class)
                .hasMessageStartingWith("--count-by 1: there are more than 2 groups; ")
                .hasMessageContaining("--max-groups");
    }

    @Test
    void filesMayHaveTheirColumnsInAnyOrder() throws IOException {
        Path one = Files.writeString(folder.resolve("1.csv"), "id,city\n1,Oslo\n2,Kiel\n");
        Path two = Files.writeString(folder.resolve("2.csv"), "city,id\nOslo,3\n");

        ScanResult result = ScanFixture.scan(
                List.of(one.toString(), two.toString()), "", null, query -> query.countBy("city"), 2, null, 9);

        assertThat(ScanFixture.groups(result)).containsExactly("Kiel=1", "Oslo=2");
    }

    @Test
    void anUnknownColumnIsShownInItsExpression() {
        assertThatThrownBy(() -> ScanFixture.scanWithHeader("id,city\n1,a\n", query -> query.countWhere("id = citi")))
                .isInstanceOf(ScanException.class)
                .hasMessage("""
                        --count-where: standard input has no column `citi`. Did you mean `city`?
                          id = citi
                               ^""");
        assertThatThrownBy(() -> ScanFixture.scanWithHeader("id,city\n1,a\n", query -> query.countBy("3")))
                .hasMessageStartingWith("--count-by: standard input has 2 columns, so there is no column 3.");
    }

    @Test
    void aRowWithTooFewColumnsIsCountedAsSuch() {
        ScanResult result = ScanFixture.scan("a,1\nb\n", query -> query.measure(Measure.SUM, "2"));

        assertThat(result.problems())
                .containsExactly(new ScanProblem("--sum 2", ScanProblem.Kind.NO_COLUMN, 1, "standard input", 2, ""));
    }
}
