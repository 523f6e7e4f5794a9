package sluice.cli.convert;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import sluice.convert.ConvertException;
import sluice.source.SourceException;

final class ConvertCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private Path in = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void files() throws IOException {
        in = Files.writeString(folder.resolve("in.csv"), "a;b\n1;2\n3\n4;5;6\n'x'y;8\n");
        out = folder.resolve("out.csv");
    }

    @Test
    void recordsThatAreLeftOutAreNamedCountedAndKept() throws IOException {
        Path rejects = folder.resolve("rejects.csv");

        int code = run(in, out, "--delimiter", ";", "--quote", "'", "--rejects", rejects);

        assertThat(code).isEqualTo(1);
        assertThat(out).hasContent("a,b\n1,2\n3,\n");
        assertThat(rejects).hasContent("a;b\n4;5;6\n'x'y;8\n");
        assertThat(said.toString())
                .contains(in + ", line 4: has 3 cells, there are 2 columns")
                .contains(in + ", line 5: text follows the closing quote")
                .contains(in + ": 4 records, 2 written, 2 rejected. Recovered: 1 short records padded.");
    }

    @Test
    void recoveriesAreCountedByKind() {
        int code = run(in, out, "--delimiter", ";", "--quote", "'", "--parsing", "recover", "--ragged", "truncate");

        assertThat(code).isZero();
        assertThat(out).hasContent("a,b\n1,2\n3,\n4,5\n'x'y,8\n");
        assertThat(said.toString())
                .contains("Recovered: 1 opening quotes read as content, 1 short records padded, 1 long records cut.");
    }

    @Test
    void everyOptionOfTheDialectIsOne() throws IOException {
        Files.writeString(in, "note\r|#x\r|p~q\r|1~*a~*\r|end\r|", UTF_16LE);

        int code = run(
                in,
                out,
                "--encoding",
                "utf-16le",
                "--delimiter",
                "~",
                "--line-end",
                "\\r|",
                "--quote",
                "none",
                "--comment",
                "#",
                "--preamble-rows",
                "1",
                "--header-rows",
                "1",
                "--footer-rows",
                "0",
                "--ragged",
                "extra-column");

        assertThat(code).isZero();
        assertThat(out).hasContent("p,q,extra\n1,*a,*\nend,,\n");
    }

    @Test
    void withoutAHeaderThereIsNoneUnlessColumnsAreNamed() {
        run(in, out, "--delimiter", ";", "--no-header", "--ragged", "truncate");
        assertThat(out).hasContent("a,b\n1,2\n3,\n4,5\n'x'y,8\n");

        run(in, out, "--delimiter", ";", "--no-header", "--ragged", "truncate", "--columns", "p,q", "--force");
        assertThat(out).hasContent("p,q\na,b\n1,2\n3,\n4,5\n'x'y,8\n");
    }

    @Test
    void anExistingFileIsKeptUnlessForced() throws IOException {
        Files.writeString(out, "mine");

        assertThatExceptionOfType(ConvertException.class)
                .isThrownBy(() -> run(in, out))
                .withMessage(out + ": is there already; --force replaces it.");
        assertThat(out).hasContent("mine");

        run(in, out, "--force", "--delimiter", ";", "--columns", "a,b", "--header-rows", "1");
        assertThat(Files.readString(out)).startsWith("a,b\n1,2\n");
        assertThatExceptionOfType(ConvertException.class)
                .isThrownBy(() -> run(in, in, "--force"))
                .withMessage(in + ": is the input itself; name another output.");
    }

    @Test
    void nothingIsLeftOfAConversionThatFails() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> run(in, out, "--preamble-rows", "9"))
                .withMessageContaining("its preamble has 9");
        assertThatExceptionOfType(ConvertException.class)
                .isThrownBy(() -> run(in, folder.resolve("no/out.csv")))
                .withMessageContaining("there is no folder");

        assertThat(folder).isDirectoryContaining("glob:**in.csv").isDirectoryNotContaining("glob:**out*");
    }

    @Test
    void aSecondTableIsSaid() throws IOException {
        Files.writeString(in, "a,b\n1,2\na,b,c\n1,2,3\n");

        int code = run(in, out, "--tables", "first", "--preamble-rows", "0", "--header-rows", "1");

        assertThat(code).isZero();
        assertThat(out).hasContent("a,b\n1,2\n");
        assertThat(said.toString()).contains("line 3: a second table starts here; it is left out.");
    }

    @Test
    void aBatchGoesOnAfterABadFileAndThenFails() throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("m.jsonl"),
                "{\"input\":\"no.csv\",\"output\":\"no.out\"}\n{\"input\":\"in.csv\",\"output\":\"out.csv\"}\n");

        int code = run("--manifest", manifest, "--delimiter", ";", "--ragged", "truncate");

        assertThat(code).isEqualTo(1);
        assertThat(out).hasContent("a,b\n1,2\n3,\n4,5\n'x'y,8\n");
        assertThat(said.toString())
                .contains("line 1: no.csv: no such file.")
                .endsWith("Converted 2 files: 1 whole, 0 with rejects, 1 failed.\n");
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() throws IOException {
        Path manifest = Files.writeString(folder.resolve("m.jsonl"), "{\"input\":1}\n");

        refuses("name a file to read and one to write, or --manifest", in);
        refuses("--manifest names the files", in, out, "--manifest", manifest);
        refuses("m.jsonl, line 1: input: must be the path of a file.", "--manifest", manifest);
        refuses("are both ','", in, out, "--delimiter", ",", "--quote", ",");
    }

    private void refuses(String reason, Object... arguments) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> run(arguments))
                .withMessageContaining(reason);
    }

    private int run(Object... arguments) {
        ConvertCommand command = new ConvertCommand();
        CommandLine line =
                new CommandLine(command).setErr(new PrintWriter(said)).setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return command.call();
    }
}
