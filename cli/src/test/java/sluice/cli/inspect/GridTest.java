package sluice.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.cli.terminal.Columns;

final class GridTest {
    @Test
    void theWidestColumnIsCutFirst() {
        Grid grid = new Grid();
        grid.row("column", "type", "from");
        grid.row("a name that is much too long for it", "int", "客户客户客户客户");

        List<String> lines = grid.lines(40);

        assertThat(lines).allMatch(line -> Columns.width(line) <= 40);
        assertThat(lines.get(1))
                .startsWith("a name that")
                .contains("…")
                .contains("int")
                .endsWith("客户客户客户客户");
        assertThat(grid.lines(Integer.MAX_VALUE).get(1)).doesNotContain("…");
    }

    @Test
    void controlCharactersAreShownAsPictures() {
        Grid grid = new Grid();
        grid.row("a\u001b[2J", "b\n");

        assertThat(grid.lines(80)).containsExactly("a␛[2J  b␊");
    }

    @Test
    void longTextsGoOnBelowWhereTheyBegan() {
        assertThat(Paragraph.lines("Key  ", "one two 三三三 four", 12))
                .containsExactly("Key  one two", "     三三三", "     four");
    }
}
