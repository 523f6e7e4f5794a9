package sluice.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.plan.CollectionPlan;
import sluice.plan.InvalidBytes;
import sluice.plan.RecordPolicy;
import sluice.testkit.PollutedFile;
import sluice.testkit.PollutedFiles;
import sluice.testkit.TableScore;

/** How well recovery reads files with one flaw each, when their dialect is given. */
class RecoveryScoreTest {

    @Test
    void score() {
        Map<String, int[]> kinds = new LinkedHashMap<>();
        Map<String, List<String>> failed = new LinkedHashMap<>();
        double points = 0;
        int perfect = 0;
        List<PollutedFile> files = PollutedFiles.all();
        for (PollutedFile file : files) {
            TableScore score = score(file);
            points += score.points();
            int[] counts = kinds.computeIfAbsent(file.kind(), kind -> new int[2]);
            counts[0] += score.perfect() ? 1 : 0;
            counts[1]++;
            perfect += score.perfect() ? 1 : 0;
            if (!score.perfect()) {
                failed.computeIfAbsent(file.kind(), k -> new ArrayList<>()).add(file.name() + String.format("=%.3f", score.points()));
            }
        }
        kinds.forEach((kind, counts) -> System.out.println(kind + " " + counts[0] + "/" + counts[1] + " " + failed.getOrDefault(kind, List.of()).stream().limit(12).toList()));
        System.out.println(points / files.size() + " " + perfect + "/" + files.size());
        assertThat(perfect).isPositive();
    }

    static TableScore score(PollutedFile file) {
        try {
            return TableScore.of(file.expected(), Converted.of(file.bytes(), input(file.given()), 1, null).rows());
        } catch (RuntimeException e) {
            System.out.println(file + " " + e.getMessage());
            return new TableScore(0);
        }
    }

    /** What is known of a file, as a manifest says it. */
    static ReadAs input(PollutedFile.Given given) {
        BsonDocument dialect = new BsonDocument()
                .append("encoding", new BsonString(given.encoding()))
                .append("delimiter", new BsonString(given.style().delimiter()))
                .append("quote", new BsonString(given.style().quote()))
                .append("escape", new BsonString(given.style().escape()))
                .append("rowDelimiter", new BsonString(given.style().lineEnd()))
                .append("preambleRows", new BsonInt32(given.preambleRows()))
                .append("headerRows", new BsonInt32(given.headerRows()))
                .append("footerRows", new BsonInt32(given.footerRows()))
                .append("columns", new BsonArray(given.columns().stream().map(BsonString::new).toList()));
        return ManifestDialect.apply(
                dialect,
                new ReadAs(
                        CollectionPlan.Input.of(List.of("-"))
                                .withRecords(new RecordPolicy(Parsing.RECOVER, Ragged.PAD, InvalidBytes.REJECT)),
                        Tables.FIRST));
    }
}
