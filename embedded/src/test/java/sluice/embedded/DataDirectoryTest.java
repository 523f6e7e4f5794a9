package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        Path pages = Files.writeString(parent.resolve("sluice.mv"), "no pages ".repeat(2000));
        byte[] before = Files.readAllBytes(pages);

        assertThatThrownBy(() -> EmbeddedServer.open(parent))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(parent.toString())
                .hasMessageContaining("damaged");

        assertThat(Files.readAllBytes(pages)).isEqualTo(before);
    }
}
