package sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileEndingsTest {
    @ParameterizedTest
    @CsvSource({
        "customers.csv, customers",
        "sales.2025.csv, sales.2025",
        "sales.2025.CSV.gz, sales.2025",
        "a.tsv.zst, a",
        "a.psv.lz4, a",
        "a.txt.bz2, a",
        "all.zip, all",
        "customers, customers",
        "log.2025, log.2025",
        "csv, csv",
        ".csv, .csv"
    })
    void aNameLosesTheEndingsThatAreKnown(String name, String base) {
        assertThat(FileEndings.without(name)).isEqualTo(base);
    }
}
