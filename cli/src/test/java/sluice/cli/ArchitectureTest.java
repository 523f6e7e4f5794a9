package sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command line calls the engine's ends (plan, load, query, document, scan) and shows reports; no stage in between. */
class ArchitectureTest {
    /** What the commands share, then the commands; a package may use those before it. */
    private static final List<String> ORDER = List.of(
            "sluice.cli.process",
            "sluice.cli.terminal",
            "sluice.cli.connection",
            "sluice.cli.plan",
            "sluice.cli.load",
            "sluice.cli.query",
            "sluice.cli.menu",
            "sluice.cli.hpnorton",
            "sluice.cli.compare",
            "sluice.cli.tune",
            "sluice.cli.scan",
            "sluice.cli.convert",
            "sluice.cli.inspect",
            "sluice.cli.generate",
            "sluice.cli.rescue",
            "sluice.cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("sluice.cli");

    @Test
    void nothingPointsBackwards() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("sluice.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlace() {
        classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(CLASSES);
    }

    /** What is rescued comes from no stage: it is the bytes of documents, which become JSON. */
    @Test
    void theStagesAreTheEnginesOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sluice.cli.rescue")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "sluice.input", "sluice.outcome", "sluice.infer", "sluice.bson", "org.bson..", "com.mongodb..")
                .check(CLASSES);
    }

    @Test
    void whatTestsNeedIsNotShipped() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("sluice.testkit")
                .check(CLASSES);
    }
}
