package sluice.convert;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.plan.CollectionPlan;
import sluice.plan.InvalidBytes;
import sluice.plan.RecordPolicy;
import sluice.workers.StopSignal;

class BatchTest {
    private static final ReadAs PADDED = new ReadAs(
            CollectionPlan.Input.of(List.of())
                    .withRecords(new RecordPolicy(Parsing.STRICT, Ragged.PAD, InvalidBytes.REJECT)),
            Tables.KEEP);

    @TempDir
    private Path folder;

    private Path manifest(String... lines) throws IOException {
        return Files.write(folder.resolve("files.jsonl"), List.of(lines));
    }

    private List<BatchOutcome> run(String... lines) throws IOException {
        return new Batch(Manifest.read(manifest(lines), PADDED), 3, false).run(new StopSignal());
    }

    @Test
    void everyFileHasADialectOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x;y\r1;'2;3'\r");
        Files.writeString(folder.resolve("b.csv"), "note\np\tq\n1\t\"2\nend\n");
        Files.writeString(folder.resolve("c.csv"), "x|y\n1|2\n", UTF_16LE);

        List<BatchOutcome> outcomes = run(
                "{\"input\":\"a.csv\",\"output\":\"a.out\",\"dialect\":{\"delimiter\":\";\",\"quote\":\"'\",\"rowDelimiter\":\"\\r\"}}",
                "",
                "{\"input\":\"b.csv\",\"output\":\"b.out\",\"dialect\":{\"delimiter\":\"\\t\",\"quote\":null,\"escape\":\"\","
                        + "\"preambleRows\":1,\"footerRows\":1,\"headerRows\":1}}",
                "{\"input\":\"c.csv\",\"output\":\"c.out\",\"dialect\":{\"encoding\":\"utf-16le\",\"delimiter\":\"|\","
                        + "\"headerRows\":0,\"columns\":[\"p\",\"q\"]}}");

        assertThat(outcomes).allMatch(BatchOutcome::clean);
        assertThat(folder.resolve("a.out")).hasContent("x,y\n1,2;3\n");
        assertThat(folder.resolve("b.out")).hasContent("p,q\n1,\"\"\"2\"\n");
        assertThat(folder.resolve("c.out")).hasContent("p,q\nx,y\n1,2\n");
    }

    @Test
    void aBadFileKeepsNoneOfTheOthersFromBeingConverted() throws IOException {
        String[] lines = new String[200];
        for (int i = 0; i < lines.length; i++) {
            if (i != 77) {
                Files.writeString(folder.resolve(i + ".csv"), "a;b\n" + i + ";\"x,\"\n");
            }
            lines[i] = "{\"input\":\"" + i + ".csv\",\"output\":\"" + i + ".out\",\"dialect\":{\"delimiter\":\";\"}}";
        }

        List<BatchOutcome> outcomes = run(lines);

        assertThat(outcomes).hasSize(200);
        assertThat(outcomes.stream().filter(outcome -> !outcome.clean()))
                .singleElement()
                .satisfies(bad -> {
                    assertThat(bad.entry().line()).isEqualTo(78);
                    assertThat(bad.failure()).hasMessageStartingWith("77.csv: no such file.");
                });
        assertThat(folder.resolve("199.out")).hasContent("a,b\n199,\"x,\"\n");
        assertThat(folder.resolve("77.out")).doesNotExist();
    }

    @Test
    void existingFilesAreKeptUnlessForced() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x\n1\n");
        Files.writeString(folder.resolve("a.out"), "mine");
        String line = "{\"input\":\"a.csv\",\"output\":\"a.out\"}";

        assertThat(run(line).get(0).failure()).hasMessageEndingWith("a.out: is there already; --force replaces it.");
        assertThat(folder.resolve("a.out")).hasContent("mine");

        new Batch(Manifest.read(manifest(line), PADDED), 1, true).run(new StopSignal());
        assertThat(folder.resolve("a.out")).hasContent("x\n1\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.csv", "a.out", "files.jsonl");
        }
    }

    @Test
    void theInputIsNeverReplaced() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x\n1\n");
        Manifest manifest = Manifest.read(manifest("{\"input\":\"a.csv\",\"output\":\"./a.csv\"}"), PADDED);

        assertThat(new Batch(manifest, 1, true).run(new StopSignal()).get(0).failure())
                .hasMessageEndingWith("a.csv: is the input itself; name another output.");
    }

    @Test
    void mistakesAreReportedTogetherWithTheirLines() throws IOException {
        Path file = manifest(
                "{\"input\":\"a\",\"output\":\"b\",\"dialect\":{\"delimeter\":\";\"}}",
                "{\"output\":\"c\"}",
                "{\"input\":\"a\",\"output\":\"d\"} x",
                "{\"input\":\"a\",\"output\":\"e\",\"dialect\":{\"quote\":\"ab\"}}",
                "{\"input\":\"a\",\"output\":\"f\",\"dialect\":{\"headerRows\":-1}}",
                "{\"input\":\"a\",\"output\":\"g\",\"dialect\":{\"delimiter\":\"'\",\"quote\":\"'\"}}",
                "{\"input\":\"a\",\"output\":\"h\",\"dialect\":{\"parsing\":\"lenient\"}}",
                "{\"input\":\"a\",\"output\":\"k\",\"dialekt\":{}}",
                "{\"input\":\"a\",\"output\":\"l\"}",
                "{\"input\":\"b\",\"output\":\"./l\"}",
                "[]");

        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> Manifest.read(file, PADDED))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage())
                                        .lines()
                                        .map(line -> line.substring(line.indexOf(", line "))))
                                .containsExactly(
                                        ", line 1: dialect.delimeter: there is no such key. Did you mean `delimiter`?",
                                        ", line 2: input: must be the path of a file.",
                                        ", line 3: is not valid JSON: JSON reader was expecting a value but found 'x'.",
                                        ", line 4: dialect.quote: must be one character, or null for none, is `ab`.",
                                        ", line 5: dialect.headerRows: must be a number from 0 to 1000.",
                                        ", line 6: delimiter and quote are both '''.",
                                        ", line 7: dialect.parsing: `lenient` must be one of strict, recover.",
                                        ", line 8: dialekt: there is no such key. Did you mean `dialect`?",
                                        ", line 10: output: line 9 writes to " + folder.resolve("./l")
                                                + " too; name another file.",
                                        ", line 11: must be one object, such as {\"input\": \"a.csv\", \"output\": \"b.csv\"}."));
    }
}
