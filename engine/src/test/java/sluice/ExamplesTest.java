package sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.load.ServerKind;

/** The programs in examples/library run, and the snippets of the page on the library compile. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    private static final Pattern SNIPPET = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** What a program would import, and what the page takes for known. */
    private static final String FRAME = """
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import sluice.*;
            import sluice.csv.*;
            import sluice.embedded.*;
            import sluice.error.*;
            import sluice.plan.*;
            import sluice.report.*;
            import sluice.scan.*;
            import sluice.stages.*;
            import sluice.verify.*;

            abstract class Snippet%d {
                Sluice sluice;
                Plan plan;

                void run() throws Exception {
            %s
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theThreeFilesOfHpnortonAreLoaded() throws Exception {
        String plan = Files.readString(EXAMPLES.resolve("hpnorton/plan.yaml"))
                .replaceFirst("database: .*", "database: " + getClass().getSimpleName())
                .replaceAll("files: ", "files: " + EXAMPLES.resolve("hpnorton") + "/")
                .replaceAll("(?m)^    key: .*$", "$0\n    drop: true");
        Path own = Files.writeString(folder.resolve("plan.yaml"), plan);
        assertThat(run("LoadHpnorton", ServerKind.EMBEDDED.connectionString(), own.toString()))
                .containsExactly(
                        "customers: " + rows("customers") + " inserted, 0 rejected",
                        "product: " + rows("product") + " inserted, 0 rejected",
                        "rental: " + rows("rental") + " inserted, 0 rejected");
    }

    private static long rows(String name) throws IOException {
        return Files.readAllLines(EXAMPLES.resolve("hpnorton/" + name + ".csv")).size() - 1L;
    }

    @Test
    void theParserAloneCountsRows() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,\"x\ny\"\n\"2\"z,3\n");
        assertThat(run("CountRows", file.toString())).containsExactly("3 records, 1 malformed");
    }

    @Test
    void theReaderFindsTheFormatAndAddsAColumnUp() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "id;qty;note\n1;2;a\n2;5;\"b;c\"\n3;4;d\n");
        assertThat(run("SumColumn", file.toString(), "qty")).containsExactly("11");
    }

    private List<String> run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CLASS_PATH,
                EXAMPLES.resolve("library/" + program + ".java").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readAllLines(out);
    }

    @Test
    void theSnippetsOfThePageCompile() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        Matcher matcher = SNIPPET.matcher(Files.readString(Path.of("../docs/library.md")));
        while (matcher.find()) {
            sources.add(source(sources.size(), matcher.group(1)));
        }
        assertThat(sources).hasSizeGreaterThan(8);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-cp", CLASS_PATH, "-proc:none"),
                        null,
                        sources)
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static JavaFileObject source(int number, String snippet) {
        String text = FRAME.formatted(number, snippet);
        return new SimpleJavaFileObject(
                URI.create("string:///Snippet" + number + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignored) {
                return text;
            }
        };
    }
}
