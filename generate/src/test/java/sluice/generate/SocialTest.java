package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocialTest {

    @TempDir
    private Path directory;

    @Test
    void headersAreTheOnesOfTheDataSet() throws IOException {
        DataSets.social(GenerateOptions.into(directory).rows(2).build());

        assertThat(Files.readAllLines(directory.resolve("accounts.csv")).get(0))
                .isEqualTo("USER_ID,NAME,LASTNAME,EMAIL");
        assertThat(Files.readAllLines(directory.resolve("status_updates.csv")).get(0))
                .isEqualTo("STATUS_ID,USER_ID,STATUS_TEXT");
    }

    @Test
    void mislabelledChangesTheHeaderAndNoRow() throws IOException {
        DataSets.social(
                GenerateOptions.into(directory.resolve("right")).rows(50).build());
        DataSets.social(GenerateOptions.into(directory.resolve("wrong"))
                .rows(50)
                .mislabelled(true)
                .build());

        List<String> right = Files.readAllLines(directory.resolve("right/accounts.csv"));
        List<String> wrong = Files.readAllLines(directory.resolve("wrong/accounts.csv"));

        assertThat(wrong.get(0)).isEqualTo("USER_ID,EMAIL,NAME,LASTNAME");
        assertThat(wrong.subList(1, 51)).isEqualTo(right.subList(1, 51));
    }

    @Test
    void thereAreAHundredStatusesPerAccountUnlessToldOtherwise() {
        List<FileSummary> summaries =
                DataSets.social(GenerateOptions.into(directory).rows(7).build());

        assertThat(summaries).extracting(FileSummary::rows).containsExactly(7L, 700L);
    }

    @Test
    void accountIdsAreUniqueEvenAfterAllNamesAreUsed() throws IOException {
        DataSets.social(
                GenerateOptions.into(directory).rows(250_000).statuses(1).build());

        assertThat(rows("accounts.csv").stream().map(r -> r.get(0)).distinct()).hasSize(250_000);
    }

    @Test
    void accountsLookLikeAccounts() throws IOException {
        DataSets.social(GenerateOptions.into(directory).rows(2000).statuses(1).build());

        assertThat(rows("accounts.csv")).allSatisfy(r -> {
            assertThat(r.get(0)).matches("[A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+\\d{1,2}");
            assertThat(r.get(3)).matches("\\Q" + r.get(0) + "\\E@example\\.(com|org|net)");
        });
    }

    @Test
    void statusesReferToAccountsThatLoad() throws IOException {
        DataSets.social(GenerateOptions.into(directory)
                .rows(300)
                .statuses(9000)
                .duplicateKeys(0.3)
                .badRows(0.3)
                .build());
        Set<String> users = rows("accounts.csv").stream()
                .filter(r -> !r.bad(4))
                .map(r -> r.get(0))
                .collect(Collectors.toSet());

        assertThat(rows("status_updates.csv").stream().filter(r -> !r.bad(3))).allSatisfy(r -> {
            assertThat(users).contains(r.get(1));
            assertThat(r.get(0)).matches("\\Q" + r.get(1) + "\\E_\\d{6}");
        });
    }

    @Test
    void someAccountsPostFarMoreThanOthers() throws IOException {
        DataSets.social(GenerateOptions.into(directory).rows(100).build());

        Map<String, Long> perUser = rows("status_updates.csv").stream()
                .collect(Collectors.groupingBy(r -> r.get(1), Collectors.counting()));

        assertThat(perUser.values()).anyMatch(n -> n > 500).anyMatch(n -> n < 80);
    }

    @Test
    void textsHaveTwentyToAHundredAndFortyCharacters() throws IOException {
        DataSets.social(GenerateOptions.into(directory)
                .rows(10)
                .statuses(50_000)
                .quotedNewlines(0.5)
                .nonAscii(0.5)
                .build());

        List<NaiveCsv.Row> rows = rows("status_updates.csv");

        assertThat(rows).allMatch(r -> r.get(2).length() >= 20 && r.get(2).length() <= 140);
        assertThat(rows)
                .anyMatch(r -> r.get(2).contains("\""))
                .anyMatch(r -> r.get(2).contains(","));
        assertThat(rows)
                .anyMatch(r -> r.get(2).contains("\r\n"))
                .anyMatch(r -> r.get(2).matches(".*[^\r]\n.*"));
    }

    @Test
    void linesEndAsAsked() throws IOException {
        DataSets.write(
                DataSet.SOCIAL,
                GenerateOptions.into(directory).rows(10).crlf(true).build());

        assertThat(NaiveCsv.read(directory.resolve("accounts.csv")))
                .allMatch(row -> row.lineEnd().equals("\r\n"));
    }

    private List<NaiveCsv.Row> rows(String file) throws IOException {
        List<NaiveCsv.Row> rows = NaiveCsv.read(directory.resolve(file));
        return rows.subList(1, rows.size());
    }
}
