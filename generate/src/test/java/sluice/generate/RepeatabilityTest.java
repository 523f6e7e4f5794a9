package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepeatabilityTest {

    @TempDir
    private Path directory;

    /** Another value here means that everyone's data sets change: say so in the release notes. */
    @Test
    void theBytesNeverChange() throws Exception {
        generate(directory, 1);

        assertThat(hash(directory)).isEqualTo("c708f2ce77a4eb82a1b2eb97cc6ae5e8faed8d923a4baa02d780cbc3469180a8");
    }

    @Test
    void anotherSeedGivesOtherBytesInEveryFile() throws Exception {
        generate(directory.resolve("one"), 1);
        generate(directory.resolve("two"), 2);

        for (DataSet set : DataSet.values()) {
            for (String file : set.files()) {
                assertThat(directory.resolve("one").resolve(file))
                        .binaryContent()
                        .isNotEqualTo(
                                Files.readAllBytes(directory.resolve("two").resolve(file)));
            }
        }
    }

    @Test
    void localeZoneEncodingAndCoresMakeNoDifference() throws Exception {
        generate(directory.resolve("here"), 1);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=Pacific/Apia",
                "-Dfile.encoding=US-ASCII",
                "-XX:ActiveProcessorCount=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(
                List.of(Generation.class.getName(), directory.resolve("there").toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();

        assertThat(process.waitFor()).isZero();
        assertThat(hash(directory.resolve("there"))).isEqualTo(hash(directory.resolve("here")));
    }

    @Test
    void moreRowsBeginWithTheSameCustomers() throws Exception {
        DataSets.hpnorton(
                GenerateOptions.into(directory.resolve("few")).rows(100).build());
        DataSets.hpnorton(
                GenerateOptions.into(directory.resolve("many")).rows(200).build());

        assertThat(Files.readAllLines(directory.resolve("many/customers.csv")))
                .startsWith(Files.readAllLines(directory.resolve("few/customers.csv"))
                        .toArray(String[]::new));
    }

    /** The other process. */
    static final class Generation {
        public static void main(String[] arguments) {
            generate(Path.of(arguments[0]), 1);
        }
    }

    private static void generate(Path directory, long seed) {
        GenerateOptions options = GenerateOptions.into(directory)
                .rows(500)
                .statuses(700)
                .seed(seed)
                .duplicateKeys(0.05)
                .badRows(0.05)
                .quotedNewlines(0.05)
                .nonAscii(0.05)
                .build();
        for (DataSet set : DataSet.values()) {
            DataSets.write(set, options);
        }
    }

    private static String hash(Path directory) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (DataSet set : DataSet.values()) {
            for (String file : set.files()) {
                digest.update(Files.readAllBytes(directory.resolve(file)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
