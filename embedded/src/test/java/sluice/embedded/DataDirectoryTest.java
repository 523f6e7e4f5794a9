package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void aMissingDirectoryIsMadeForItsOwnerOnly() throws Exception {
        Path directory = parent.resolve("a/b");
        EmbeddedServer.open(directory).close();

        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theSameProcessCantOpenItTwice() {
        try (Session session = new Session(parent)) {
            session.collection("c").insertOne(new Document("_id", 1));
            assertThatThrownBy(() -> EmbeddedServer.open(parent))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(
                            "this process (" + ProcessHandle.current().pid() + ")");
            assertThat(session.collection("c").countDocuments()).isEqualTo(1);
        }
        EmbeddedServer.open(parent).close();
    }

    @Test
    void closingTwiceIsFine() {
        EmbeddedServer server = EmbeddedServer.open(parent);
        server.close();
        assertThatCode(server::close).doesNotThrowAnyException();

        try (Session again = new Session(parent)) {
            server.close();
            again.collection("c").insertOne(new Document("_id", 1));
            assertThat(again.collection("c").countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void aFileInItsPlaceIsSaid() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "x");

        assertThatThrownBy(() -> EmbeddedServer.open(file))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void damagedDataAreRefusedAndLeftAsTheyAre() throws Exception {
        EmbeddedServer.open(parent).close();
        Path pages = Files.writeString(parent.resolve("sluice.mv"), "no pages ".repeat(2000));
        byte[] before = Files.readAllBytes(pages);

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DamagedDirectoryException.class)
                .hasMessageContaining(parent.toString())
                .hasMessageContaining("damaged");

        assertThat(Files.readAllBytes(pages)).isEqualTo(before);
    }

    @Test
    void filesAreForTheirOwnerOnlyWhateverTheDirectorysRightsAre() throws Exception {
        assumePosix();
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Session session = new Session(parent, 1000)) {
            session.collection("c").insertOne(new Document("_id", 1).append("x", "x".repeat(10_000)));
            try (Stream<Path> files = Files.list(parent)) {
                assertThat(files)
                        .hasSizeGreaterThanOrEqualTo(4)
                        .allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
            }
        }
        Path pages = parent.resolve("sluice.mv");
        Files.setPosixFilePermissions(pages, PosixFilePermissions.fromString("rw-r--r--"));
        EmbeddedServer.open(parent).close();
        assertThat(rights(pages)).isEqualTo("rw-------");
    }

    @Test
    void aDirectoryThatEverybodyCanWriteToIsRefused() throws Exception {
        assumePosix();
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("can be written by every user")
                .hasMessageContaining("chmod go-w '" + parent + "'")
                .hasMessageContaining("--data-dir");
        assertThat(parent).isEmptyDirectory();
    }

    private static void assumePosix() {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
