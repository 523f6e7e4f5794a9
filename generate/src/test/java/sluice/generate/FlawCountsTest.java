package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlawCountsTest {
    private static final int ROWS = 1500;

    private static final Map<String, Integer> COLUMNS = Map.of(
            "customers.csv",
            8,
            "product.csv",
            4,
            "rental.csv",
            6,
            "accounts.csv",
            4,
            "status_updates.csv",
            3,
            "calls.csv",
            7);

    @TempDir
    private Path directory;

    @Test
    void sharesAreMetExactlyInEveryFile() throws IOException {
        for (DataSet set : DataSet.values()) {
            for (FileSummary summary : DataSets.write(set, flawed().build())) {
                assertThat(summary.rows()).isEqualTo(ROWS);
                assertThat(summary.duplicateKeys()).isEqualTo(150);
                assertThat(summary.badRows()).isEqualTo(75);
                assertThat(summary.damaged())
                        .hasSize(5)
                        .allSatisfy((kind, count) -> assertThat(count).isEqualTo(15));
                assertThat(summary.quotedNewlines()).isEqualTo(300);
                assertThat(summary.nonAscii()).isEqualTo(225);
                assertThat(summary.soundRows()).isEqualTo(1275);
            }
        }
    }

    @Test
    void anIndependentReaderCountsTheSame() throws IOException {
        for (DataSet set : DataSet.values()) {
            for (FileSummary summary : DataSets.write(set, flawed().build())) {
                agrees(summary);
            }
        }
    }

    @Test
    void countsHoldEvenIfNoRowIsWithoutFlaw() throws IOException {
        GenerateOptions options = GenerateOptions.into(directory)
                .rows(200)
                .statuses(200)
                .duplicateKeys(0.4)
                .badRows(0.3)
                .nonAscii(0.3)
                .build();

        for (DataSet set : DataSet.values()) {
            for (FileSummary summary : DataSets.write(set, options)) {
                agrees(summary);
            }
        }
    }

    @Test
    void aSingleRowCanBeOfAnyKindThatLoads() throws IOException {
        GenerateOptions options =
                GenerateOptions.into(directory).rows(1).statuses(1).nonAscii(1).build();

        for (DataSet set : DataSet.values()) {
            for (FileSummary summary : DataSets.write(set, options)) {
                assertThat(summary.nonAscii()).isEqualTo(1);
                agrees(summary);
            }
        }
    }

    private GenerateOptions.Builder flawed() {
        return GenerateOptions.into(directory)
                .rows(ROWS)
                .statuses(ROWS)
                .seed(5)
                .duplicateKeys(0.1)
                .badRows(0.05)
                .quotedNewlines(0.2)
                .nonAscii(0.15)
                .force(true);
    }

    private static void agrees(FileSummary summary) throws IOException {
        String name = summary.file().getFileName().toString();
        int columns = COLUMNS.getOrDefault(name, 0);
        List<NaiveCsv.Row> rows = NaiveCsv.read(summary.file());
        if (!"calls.csv".equals(name)) {
            rows = rows.subList(1, rows.size());
        }
        Set<String> keys = new HashSet<>();
        List<NaiveCsv.Row> formed = rows.stream().filter(r -> !r.bad(columns)).toList();
        long repeated = formed.stream().filter(r -> !keys.add(key(name, r))).count();

        assertThat(rows).hasSize((int) summary.rows());
        assertThat(repeated).isEqualTo(summary.duplicateKeys());
        assertThat(keys).hasSize((int) summary.soundRows());
        assertThat(formed).hasSize((int) (summary.rows() - summary.badRows()));
        assertThat(rows.stream().filter(r -> r.fields().size() == columns - 1))
                .hasSize((int) summary.badRows(Damage.TOO_FEW_FIELDS));
        assertThat(rows.stream().filter(r -> r.fields().size() == columns + 1))
                .hasSize((int) summary.badRows(Damage.TOO_MANY_FIELDS));
        assertThat(rows.stream().filter(NaiveCsv.Row::textAfterQuote))
                .hasSize((int) summary.badRows(Damage.TEXT_AFTER_QUOTE));
        assertThat(rows.stream().filter(NaiveCsv.Row::invalidUtf8)).hasSize((int) summary.badRows(Damage.INVALID_UTF8));
        assertThat(rows.stream().filter(r -> r.get(0).isEmpty())).hasSize((int) summary.badRows(Damage.EMPTY_KEY));
        assertThat(rows.stream().filter(NaiveCsv.Row::newline)).hasSize((int) summary.quotedNewlines());
        assertThat(rows.stream().filter(NaiveCsv.Row::nonAscii)).hasSize((int) summary.nonAscii());
    }

    private static String key(String file, NaiveCsv.Row row) {
        return "rental.csv".equals(file) ? row.get(0) + " " + row.get(5) : row.get(0);
    }
}
