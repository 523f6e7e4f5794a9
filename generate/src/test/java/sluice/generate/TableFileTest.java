package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableFileTest {

    @TempDir
    private Path directory;

    @Test
    void theFileAppearsOnlyWhenItIsPublished() throws IOException {
        TableFile file = file(directory);

        file.write();
        assertThat(directory.resolve("calls.csv")).doesNotExist();

        file.publish();
        file.discard();
        assertThat(names()).containsExactly("calls.csv");
    }

    @Test
    void aFileThatTurnsUpMeanwhileIsKept() throws IOException {
        TableFile file = file(directory);
        file.write();
        Files.writeString(directory.resolve("calls.csv"), "mine");

        assertThatExceptionOfType(GenerateException.class)
                .isThrownBy(file::publish)
                .withMessage(
                        directory.resolve("calls.csv") + " can't be put in place: a file of that name is in the way.");
        file.discard();
        assertThat(directory.resolve("calls.csv")).hasContent("mine");
        assertThat(names()).containsExactly("calls.csv");
    }

    @Test
    void aFailedWriteSaysWhichFileAndWhy() {
        Path missing = directory.resolve("missing");

        assertThatExceptionOfType(GenerateException.class)
                .isThrownBy(() -> file(missing).write())
                .withMessage(missing.resolve("calls.csv") + " can't be written: its directory is gone.");
    }

    @Test
    void anInterruptedWriteLeavesNothing() throws IOException {
        TableFile file = file(directory);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(GenerateException.class).isThrownBy(file::write);

        assertThat(Thread.interrupted()).isTrue();
        file.discard();
        assertThat(names()).isEmpty();
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(p -> p.getFileName().toString()).toList().stream();
        }
    }

    private static TableFile file(Path directory) {
        GenerateOptions options = GenerateOptions.into(directory).rows(10).build();
        return new TableFile(DataSet.CALLS.tables(options).get(0), options);
    }
}
