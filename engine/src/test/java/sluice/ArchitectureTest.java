package sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one way through: a package may use what stands before it here, and nothing that stands after it. */
class ArchitectureTest {
    private static final List<String> WAY = List.of(
            "sluice.csv",
            "sluice.csv.sniff",
            "sluice.csv.reader",
            "sluice.error",
            "sluice.plan",
            "sluice.source",
            "sluice.input",
            "sluice.outcome",
            "sluice.infer",
            "sluice.bson",
            "sluice.admission",
            "sluice.server",
            "sluice.collection",
            "sluice.sink",
            "sluice.journal",
            "sluice.report",
            "sluice.tune",
            "sluice.workers",
            "sluice.job",
            "sluice.target",
            "sluice.gate",
            "sluice.operation",
            "sluice.run",
            "sluice.load",
            "sluice.expected",
            "sluice.query",
            "sluice.document",
            "sluice.scan.value",
            "sluice.scan.language",
            "sluice.scan.evaluate",
            "sluice.scan",
            "sluice.verify",
            "sluice.stages",
            "sluice");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Modules of their own, which lie beside the engine.
            .withImportOption(location -> !location.contains("/sluice/testkit/"))
            .withImportOption(location -> !location.contains("/sluice/embedded/"))
            .withImportOption(location -> !location.contains("/sluice/network/"))
            .importPackages(WAY);

    @Test
    void nothingPointsBackwards() {
        for (int i = 0; i < WAY.size(); i++) {
            String[] later = WAY.subList(i + 1, WAY.size()).toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(WAY.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("sluice.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlace() {
        classes().should().resideInAnyPackage(WAY.toArray(String[]::new)).check(CLASSES);
    }

    @Test
    void theParserNeedsNothingButThePlatform() {
        classes()
                .that()
                .resideInAPackage("sluice.csv..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("sluice.csv..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void threadsAndLocksLiveInThreePackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("sluice.workers", "sluice.gate", "sluice.run")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent.locks", "java.util.concurrent.atomic")
                .check(CLASSES);
    }

    /**
     * Byte code doesn't show every lock, so the sources are read. Besides the three packages, a connection is shared by all
     * threads that use it: what it notes of retries and restarts, and what takes the server long.
     */
    @Test
    void whatThreadsShareIsNamed() throws IOException {
        Set<String> sharing = Set.of("RetryLog.java", "RestartWatch.java", "LongWork.java");
        Pattern shared = Pattern.compile(
                "\\bsynchronized\\b|java\\.util\\.concurrent\\.(?!TimeUnit;|ThreadLocalRandom;|TimeoutException;)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().matches(".*sluice.(workers|gate|run).[^/\\\\]*"))
                            .filter(file -> shared.matcher(read(file)).find())
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(sharing);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void modulesExportTheirPublicApiAndNothingElse() {
        assertThat(exports("../csv/target/classes"))
                .containsExactly("sluice.csv", "sluice.csv.reader", "sluice.csv.sniff");
        assertThat(exports("../embedded/target/classes")).containsExactly("sluice.embedded");
        assertThat(exports("target/classes"))
                .containsExactly(
                        "sluice",
                        "sluice.error",
                        "sluice.outcome",
                        "sluice.plan",
                        "sluice.report",
                        "sluice.scan",
                        "sluice.scan.value",
                        "sluice.stages",
                        "sluice.verify");
    }

    private static List<String> exports(String classes) {
        return ModuleFinder.of(Path.of(classes)).findAll().iterator().next().descriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
    }
}
