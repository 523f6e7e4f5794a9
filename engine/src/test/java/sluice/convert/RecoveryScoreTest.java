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

/**
 * How well recovery reads files with one flaw each, when their dialect is given. A fifth of the kinds with many files is
 * read; {@code -Dsluice.score.all=true} reads all and prints the table of docs/recovery.md.
 */
class RecoveryScoreTest {
    private static final boolean ALL = Boolean.getBoolean("sluice.score.all");
    private static final int MANY = 20;
    private static final int SHARE = 5;

    /** The files of a kind: how many are read without a mistake, and their points. */
    private record Kind(String name, int files, int perfect, double points) {
        @Override
        public String toString() {
            return String.format("| %s | %,d | %,d | %.3f |", name, files, perfect, points / files);
        }

        String perfectOf() {
            return name + " " + perfect + "/" + files;
        }
    }

    @Test
    void filesWithOneFlawAreReadAsWellAsBefore() {
        List<Kind> kinds = kinds(PollutedFiles.all());
        if (ALL) {
            kinds.forEach(System.out::println);
            System.out.println(new Kind(
                    "all",
                    kinds.stream().mapToInt(Kind::files).sum(),
                    kinds.stream().mapToInt(Kind::perfect).sum(),
                    kinds.stream().mapToDouble(Kind::points).sum()));
            return;
        }

        assertThat(kinds.stream().map(Kind::perfectOf))
                .containsExactly(
                        "size 8/8",
                        "preamble 4/4",
                        "footnote 4/4",
                        "line end 3/3",
                        "delimiter 7/8",
                        "quote 1/1",
                        "escape 3/3",
                        "header 14/14",
                        "second table 3/3",
                        "encoding 3/3",
                        "extra delimiter 119/153",
                        "extra quote 153/153",
                        "missing delimiter 44/136",
                        "row delimiter 51/51",
                        "row quote 15/17",
                        "row quote, every cell 16/17",
                        "row escape 17/17",
                        "row line end 34/34",
                        "fewer cells 5/5",
                        "more cells 0/5",
                        "empty row 5/5");
    }

    private static List<Kind> kinds(List<PollutedFile> files) {
        Map<String, List<PollutedFile>> byKind = new LinkedHashMap<>();
        files.forEach(file ->
                byKind.computeIfAbsent(file.kind(), kind -> new ArrayList<>()).add(file));
        List<Kind> kinds = new ArrayList<>();
        byKind.forEach((kind, all) -> {
            List<TableScore> scores = new ArrayList<>();
            for (int i = 0; i < all.size(); i += ALL || all.size() <= MANY ? 1 : SHARE) {
                scores.add(score(all.get(i)));
            }
            int perfect = (int) scores.stream().filter(TableScore::perfect).count();
            double points = scores.stream().mapToDouble(TableScore::points).sum();
            kinds.add(new Kind(kind, scores.size(), perfect, points));
        });
        return kinds;
    }

    private static TableScore score(PollutedFile file) {
        Converted converted = Converted.of(file.bytes(), readAs(file.given()), 1, null);
        return TableScore.of(file.expected(), converted.rows());
    }

    /** What is known of a file, as a manifest says it. */
    private static ReadAs readAs(PollutedFile.Given given) {
        BsonDocument dialect = new BsonDocument()
                .append("encoding", new BsonString(given.encoding()))
                .append("delimiter", new BsonString(given.style().delimiter()))
                .append("quote", new BsonString(given.style().quote()))
                .append("escape", new BsonString(given.style().escape()))
                .append("rowDelimiter", new BsonString(given.style().lineEnd()))
                .append("preambleRows", new BsonInt32(given.preambleRows()))
                .append("headerRows", new BsonInt32(given.headerRows()))
                .append("footerRows", new BsonInt32(given.footerRows()))
                .append(
                        "columns",
                        new BsonArray(
                                given.columns().stream().map(BsonString::new).toList()));
        RecordPolicy recover = new RecordPolicy(Parsing.RECOVER, Ragged.PAD, InvalidBytes.REJECT);
        return ManifestDialect.apply(
                dialect, new ReadAs(CollectionPlan.Input.of(List.of("-")).withRecords(recover), Tables.FIRST));
    }
}
