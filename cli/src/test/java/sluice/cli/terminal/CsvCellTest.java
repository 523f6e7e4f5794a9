package sluice.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    @Test
    void aFormulaBecomesText() {
        assertThat(CsvCell.guarded("=HYPERLINK(\"http://x\",\"y\")"))
                .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        assertThat(CsvCell.guarded("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(CsvCell.guarded("-2+cmd|' /C calc'!A0")).isEqualTo("'-2+cmd|' /C calc'!A0");
        assertThat(CsvCell.guarded("+1-1")).isEqualTo("'+1-1");
        assertThat(CsvCell.guarded("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvCell.guarded("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(CsvCell.guarded("\uff1d1+1")).isEqualTo("'\uff1d1+1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ann", "-5", "+1.5", "-1.0E-7", "-.5", "-Infinity", "a=b", "'=1", "1-1"})
    void whatIsNoFormulaStaysAsItIs(String text) {
        assertThat(CsvCell.guarded(text)).isEqualTo(text);
    }

    @Test
    void exactCellsStayExact() {
        assertThat(CsvCell.of("=1+1")).isEqualTo("=1+1");
    }
}
