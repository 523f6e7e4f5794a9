package sluice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
    private final Table table = new Table("collection", "added", "error");

    @Test
    void theFirstColumnStandsLeftAndNumbersRight() {
        table.row("customers", "1,000,000", "0");
        table.row("rental", "12", "1,234");

        assertThat(table.lines(80))
                .containsExactly(
                        "collection      added  error", //
                        "customers   1,000,000      0",
                        "rental             12  1,234");
    }

    @Test
    void cjkNamesKeepTheColumnsInLine() {
        table.row("顧客", "1", "0");
        table.row("日本語の名前", "2", "0");

        List<String> lines = table.lines(80);

        assertThat(lines)
                .containsExactly("collection    added  error", "顧客              1      0", "日本語の名前      2      0");
        assertThat(lines).extracting(Columns::width).containsOnly(26);
    }

    @Test
    void aTableThatJustFitsStaysATable() {
        table.row("rental", "12", "0");

        assertThat(table.lines(24)).hasSize(2);
        assertThat(table.lines(23)).hasSize(3);
    }

    @Test
    void aNarrowScreenGetsOneCellALine() {
        table.row("customers", "1,000,000", "0");
        table.row("a_collection_with_a_long_name", "12", "1,234");

        assertThat(table.lines(20))
                .containsExactly(
                        "customers",
                        " added 1,000,000",
                        " error 0",
                        "a_collection_with_a…",
                        " added 12",
                        " error 1,234")
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(20));
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        assertThat(table.lines(80)).containsExactly("collection  added  error");
    }
}
