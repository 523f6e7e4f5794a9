package sluice.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kept input, once: seeds, and what the fuzzers found. */
class CorpusTest {
    private static final Path CORPUS = Path.of("corpus");

    private static final Map<String, Target> TARGETS = Map.of(
            "converter", ConverterTarget::fuzzerTestOneInput,
            "cutter", CutterTarget::fuzzerTestOneInput,
            "encoder", EncoderTarget::fuzzerTestOneInput,
            "encoding", EncodingTarget::fuzzerTestOneInput,
            "parser", ParserTarget::fuzzerTestOneInput,
            "plan", PlanTarget::fuzzerTestOneInput,
            "sniffer", SnifferTarget::fuzzerTestOneInput);

    private interface Target {
        void run(byte[] input) throws IOException;
    }

    static Stream<String> targets() {
        return TARGETS.keySet().stream().sorted();
    }

    @Test
    void everyFolderHasATargetAndEveryTargetAFolder() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(60)
    void keptInputsBreakNoPromise(String target) throws IOException {
        List<Path> inputs = inputs(target);
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(3);
        Target called = Objects.requireNonNull(TARGETS.get(target));
        for (Path input : inputs) {
            try {
                called.run(Files.readAllBytes(input));
            } catch (Throwable e) {
                throw new AssertionError(input + " breaks what " + target + " promises", e);
            }
        }
    }

    private static List<Path> inputs(String target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
            return files.sorted().toList();
        }
    }
}
