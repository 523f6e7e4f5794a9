package sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import sluice.csv.Recovery;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;

class ReportTest {

    @Test
    void theSummaryFollowsItsPublishedSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("..", "docs", "summary.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(SummaryJson.of(summary("customers")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void sumsAndRatesAreThoseOfTheParts() {
        LoadSummary summary = summary("customers");
        assertThat(summary.records()).isEqualTo(110);
        assertThat(summary.inserted()).isEqualTo(95);
        assertThat(summary.written()).isEqualTo(100);
        assertThat(summary.rejected()).isEqualTo(8);
        assertThat(summary.bytes()).isEqualTo(5_500);
        assertThat(summary.recordsPerSecond()).isEqualTo(55);
        assertThat(summary.bytesPerSecond()).isEqualTo(2_750);
        assertThat(summary.times().overhead()).isEqualTo(1);
        assertThat(summary.collections().get(0).sources()).allMatch(SourceSummary::balances);
        BsonDocument json = BsonDocument.parse(SummaryJson.of(summary));
        assertThat(json.getDocument("totals").getNumber("alreadyThere").longValue())
                .isEqualTo(2);
    }

    @Test
    void thePageIsSelfContainedAndHoldsNoForeignMarkup() {
        String page = HtmlReport.of(summary("<script>alert(1)</script>"));
        assertThat(page)
                .contains("uPlot")
                .doesNotContain("<script>alert")
                .doesNotContain("/*SUMMARY*/")
                .doesNotContain("src=\"http")
                .contains("\\u003cscript>alert(1)");
    }

    @Test
    void aTimelineNeverGrowsPastItsLimit() {
        Timeline timeline = new Timeline(0.1);
        for (int i = 0; i < 100_000; i++) {
            timeline.add(new Timeline.Sample(i * 0.05, i, i, 0));
        }
        timeline.finish(new Timeline.Sample(5_000, 100_000, 100_000, 0));
        List<Timeline.Sample> samples = timeline.samples();
        assertThat(samples).hasSizeBetween(Timeline.MAX_SAMPLES / 3, Timeline.MAX_SAMPLES);
        assertThat(samples).extracting(Timeline.Sample::seconds).isSorted();
        assertThat(samples.get(samples.size() - 1).records()).isEqualTo(100_000);
    }

    private static LoadSummary summary(String name) {
        return new LoadSummary(
                "LOAD_20261121-120000-abcd",
                "sluice-operations/LOAD_20261121-120000-abcd",
                LoadStatus.COMPLETED_WITH_REJECTS,
                false,
                List.of("something to say"),
                List.of("something to know"),
                Instant.parse("2026-11-21T12:00:00Z"),
                "MongoDB 6.0.5, standalone, at 127.0.0.1:27017",
                "plan.yaml",
                "shop",
                new LoadSummary.Settings(false, 4, "1MiB", 2_000, 1 << 20),
                new LoadSummary.Times(3, 2, 0, 0),
                new LoadSummary.Latency(5, 1, 2, 3, 4),
                List.of(new CollectionSummary(
                        name,
                        "insert",
                        List.of(
                                new SourceSummary(
                                        "a.csv",
                                        5_000,
                                        100,
                                        new Recoveries(Map.of(Recovery.PADDED, 3L)),
                                        new Counts(90, 1, 1, 0, 0, 0),
                                        8,
                                        "rejects/a.csv",
                                        "rejects/a.reasons.jsonl"),
                                new SourceSummary(
                                        "b.csv",
                                        500,
                                        10,
                                        Recoveries.NONE,
                                        new Counts(5, 0, 0, 1, 2, 2),
                                        0,
                                        null,
                                        null)),
                        Map.of("k", "string"),
                        1.9,
                        0.5,
                        0,
                        100,
                        true)),
                Map.of("ragged", new LoadSummary.RejectGroup(8, "a.csv, line 3: has 1 field")),
                List.of(new Timeline.Sample(0.5, 20, 1_000, 2), new Timeline.Sample(2, 110, 5_500, 8)));
    }
}
