package sluice.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import sluice.generate.GenerateException;
import sluice.generate.GenerateOptions;

final class GenerateCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter shown = new StringWriter();

    @Test
    void theEndShowsWhatIsInEachFile() {
        int status = run("hpnorton", "--rows", "2000", "--bad-rows", "1%", "--duplicate-keys", "0.02");

        assertThat(status).isZero();
        assertThat(shown.toString().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("2,000 rows", "duplicate keys 40, bad rows 20 (too few fields 4, too many fields 4"));
    }

    @Test
    void callsShowWhatASearchMustFind() {
        run("calls", "--rows", "100");

        assertThat(shown.toString()).contains("; found: 2010 ").containsPattern("2020 \\d+, ao \\d+");
    }

    @Test
    void existingFilesAreKeptUnlessForced() throws IOException {
        Files.writeString(directory.resolve("product.csv"), "mine");

        assertThatExceptionOfType(GenerateException.class)
                .isThrownBy(() -> run("hpnorton"))
                .withMessage("In " + directory + " there is already product.csv; --force overwrites.");
        assertThat(directory.resolve("product.csv")).hasContent("mine");
        assertThat(directory.resolve("customers.csv")).doesNotExist();

        assertThat(run("hpnorton", "--force")).isZero();
        assertThat(Files.readAllLines(directory.resolve("product.csv"))).hasSize(1001);
    }

    @Test
    void aDirectoryIsNeverOverwritten() throws IOException {
        Files.createDirectories(directory.resolve("customers.csv"));

        assertThatExceptionOfType(GenerateException.class)
                .isThrownBy(() -> run("hpnorton", "--force"))
                .withMessage(directory.resolve("customers.csv") + " is a directory.");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsAnError() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(GenerateException.class)
                .isThrownBy(() -> parse("calls", "--out", file.toString()))
                .withMessage("The directory " + file + " can't be made: a file of that name is in the way.");
    }

    @Test
    void linesEndAsAsked() throws IOException {
        run("social", "--rows", "10", "--crlf");

        assertThat(Files.readString(directory.resolve("accounts.csv"))).endsWith("\r\n");
    }

    @Test
    void wrongUsageIsRefusedWithTheReason() {
        refuses("no data set 'customers', only hpnorton, social, calls", "customers");
        refuses("'2' is no share", "calls", "--bad-rows", "2");
        refuses("'x%' is no share", "calls", "--non-ascii", "x%");
        refuses("--rows must be from 1 to 1000000000000, was 0", "calls", "--rows", "0");
        refuses("for social only", "calls", "--statuses", "5");
        refuses("together must not exceed 100%", "calls", "--bad-rows", "60%", "--non-ascii", "60%");
        refuses("together must stay below 100%", "calls", "--bad-rows", "100%");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GenerateOptions.into(directory).nonAscii(Double.NaN).build());
    }

    @Test
    void everyOptionStandsInTheHelp() {
        String help = new CommandLine(new GenerateCommand()).getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .contains("hpnorton, social, calls", "0.01 or 1%.")
                .contains("--rows", "--seed", "--out", "--statuses", "--mislabelled", "--crlf", "--force")
                .contains("--duplicate-keys", "--bad-rows", "--quoted-newlines", "--non-ascii");
    }

    private void refuses(String reason, String... arguments) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> run(arguments))
                .withMessageContaining(reason);
    }

    private int run(String... arguments) {
        return parse(Stream.concat(Stream.of(arguments), Stream.of("--out", directory.toString()))
                .toArray(String[]::new));
    }

    private int parse(String... arguments) {
        GenerateCommand command = new GenerateCommand();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(shown));
        line.parseArgs(arguments);
        return command.call();
    }
}
