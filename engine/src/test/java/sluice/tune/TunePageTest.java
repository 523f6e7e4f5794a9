package sluice.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import sluice.csv.ChunkSize;
import sluice.tune.TuneSetting.Kind;

final class TunePageTest {
    private static final String FOREIGN = "</script><script>alert(1)</script>/*UPLOT_JS*/<!--ROWS-->$1";

    @Test
    void thePageIsSelfContainedAndHoldsNoForeignMarkup() {
        String page = TunePage.of(report(FOREIGN));

        assertThat(page)
                .contains("uPlot")
                .doesNotContain("<script>alert", "src=\"http", "/*DATA*/", "<!--FINDING-->")
                .contains("\\u003c/script>\\u003cscript>alert(1)", "&lt;/script&gt;&lt;script&gt;alert(1)");
        assertThat(page.split("</script>", -1)).hasSize(4);
        assertThat(page.split("<script", -1)).hasSize(4);
    }

    @Test
    void tableFindingAndMachineNeedNoScript() {
        TuneReport report = report("plan.yaml");

        String page = TunePage.of(report);
        String markup = page.substring(0, page.indexOf("<script"));

        assertThat(markup)
                .contains("<td class=\"num\">8,000 rows</td><td class=\"num\">25,000</td>")
                .contains("4.000</td><td class=\"num\">2.50×</td>")
                .contains("baseline</span>", "default</span>", "recommended</span>")
                .contains("Linux 6", "12.0 GiB", "MongoDB 6.0.5", "sluice tune plan.yaml", "2:05 min")
                .contains("2026-11-21 12:00:00 UTC", "5.0 MB", "In every run 3 rows of them were rejected.");
        report.finding().sentences().forEach(sentence -> assertThat(markup).contains("<p>" + sentence + "</p>"));
    }

    @Test
    void theFiguresOfAllRunsAreInTheJson() {
        BsonDocument json = BsonDocument.parse(TuneJson.of(report("plan.yaml")));

        assertThat(json.getArray("results")).hasSize(4);
        BsonDocument best = json.getArray("results")
                .get(json.getInt32("recommended").getValue())
                .asDocument();
        assertThat(best.getInt32("workers").getValue()).isEqualTo(4);
        assertThat(best.getArray("seconds")).hasSize(3);
        assertThat(best.getDouble("speedUp").getValue()).isEqualTo(2.5);
        assertThat(best.getString("chunk").getValue()).isEqualTo("8,000 rows");
        BsonDocument standard = json.getArray("results").get(1).asDocument();
        assertThat(standard.getDouble("chunkRows").getValue()).isEqualTo(1310.72);
        assertThat(json.getArray("finding")).hasSize(3);
    }

    static TuneReport report(String plan) {
        return new TuneReport(
                Instant.parse("2026-11-21T12:00:00.123Z"),
                125,
                plan,
                "sluice tune " + plan,
                "MongoDB 6.0.5, standalone, at 127.0.0.1:27017",
                new TuneReport.Machine("Linux 6", "fast, amd64", 2, 12L << 30, 3L << 30, "17", "sluice 0.1"),
                new TuneReport.Data(100_000, 3, 5_000_000),
                List.of(
                        TuneFindingTest.result(
                                new TuneSetting(Kind.BASELINE, 1, ChunkSize.bytes(5_000_000), true), 10, 10.1, 9.9),
                        TuneFindingTest.standard(8, 8.1, 7.9),
                        TuneFindingTest.candidate(1, 8_000, 9, 9.1, 9.2),
                        TuneFindingTest.candidate(4, 8_000, 4, 4.1, 3.9)));
    }
}
