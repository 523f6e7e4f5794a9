package sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void fieldsEndAtCommasAndRowsAtLineEnds() throws IOException {
        assertThat(rows("a,b\r\n1,\n,2")).containsExactly(List.of("a", "b"), List.of("1", ""), List.of("", "2"));
    }

    @Test
    void quotesHoldCommasAndLineEnds() throws IOException {
        assertThat(rows("\"a,b\",\"c\r\nd\"\n")).containsExactly(List.of("a,b", "c\r\nd"));
    }

    @Test
    void doubledQuoteIsOneQuote() throws IOException {
        assertThat(rows("\"\"\"a\"\"b\"\"\",\"\",\"\"\"\"\n")).containsExactly(List.of("\"a\"b\"", "", "\""));
    }

    @Test
    void openQuoteAtTheEndIsAnError() {
        assertThatThrownBy(() -> rows("\"a")).isInstanceOf(IOException.class);
    }

    private static List<List<String>> rows(String text) throws IOException {
        CsvRows rows = new CsvRows(new StringReader(text));
        List<List<String>> all = new ArrayList<>();
        for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
            all.add(row.get());
        }
        return all;
    }
}
