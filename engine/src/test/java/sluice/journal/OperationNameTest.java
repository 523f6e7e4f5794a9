package sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationNameTest {
    private static final String ID = "LOAD_20261121-093000-1a2b";

    @TempDir
    Path folder;

    private Path root = Path.of("");
    private Path operation = Path.of("");

    @BeforeEach
    void anOperation() throws IOException {
        root = Files.createDirectory(folder.resolve("operations"));
        operation = Files.createDirectory(root.resolve(ID));
    }

    @Test
    void anIdIsAFolderOfTheRoot() {
        assertThat(OperationName.resolve(root, ID)).isEqualTo(operation);
    }

    @Test
    void aPathThatEndsWithAnIdIsThatFolder() {
        Path elsewhere = folder.resolve("other");
        assertThat(OperationName.resolve(elsewhere, operation.toString())).isEqualTo(operation);
        assertThat(OperationName.resolve(elsewhere, operation + "/")).isEqualTo(operation);
        assertThat(OperationName.resolve(elsewhere, operation + "/../" + ID)).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "/",
                "../operations",
                ID + "/..",
                ID + "/../..",
                ID + "/rejects",
                ID + "x",
                ID + "\n",
                "\u001b[2J" + ID,
                "LOAD_20261121-093000-1A2B",
                "LOAD_\u0662\u0660261121-093000-1a2b",
                "*"
            })
    void anythingElseIsRefused(String name) {
        for (String text : new String[] {name, root + "/" + name}) {
            assertThatThrownBy(() -> OperationName.resolve(root, text))
                    .isInstanceOf(OperationNameException.class)
                    .hasMessageContaining("is no operation")
                    .hasMessageNotContainingAny("\u001b", "\n");
        }
    }

    @Test
    void anAbsurdlyLongNameIsRefusedBriefly() {
        assertThatThrownBy(() -> OperationName.resolve(root, "x".repeat(1_000_000)))
                .isInstanceOf(OperationNameException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void anImpossiblePathIsRefused() {
        assertThatThrownBy(() -> OperationName.resolve(root, "a\0b")).isInstanceOf(OperationNameException.class);
    }

    @Test
    void aLinkInPlaceOfTheFolderIsRefused() throws IOException {
        String other = "LOAD_20261121-093001-ffff";
        Files.createSymbolicLink(root.resolve(other), operation);

        assertThatThrownBy(() -> OperationName.resolve(root, other)).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> OperationName.resolve(root, root.resolve(other).toString()))
                .hasMessageContaining("symbolic link");
    }

    @Test
    void aFileOrNothingIsRefused() throws IOException {
        String file = "LOAD_20261121-093002-ffff";
        Files.createFile(root.resolve(file));

        assertThatThrownBy(() -> OperationName.resolve(root, file)).hasMessageContaining("There is no operation");
        assertThatThrownBy(() -> OperationName.resolve(root, "LOAD_20261121-093003-ffff"))
                .hasMessageContaining("There is no operation");
    }
}
