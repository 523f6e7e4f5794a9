package sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one way through: a package may use what stands before it here, and nothing that stands after it. */
class ArchitectureTest {
    private static final List<String> WAY = List.of(
            "sluice.csv",
            "sluice.plan",
            "sluice.source",
            "sluice.input",
            "sluice.reject",
            "sluice.infer",
            "sluice.bson",
            "sluice.admission",
            "sluice.server",
            "sluice.collection",
            "sluice.sink",
            "sluice.journal",
            "sluice.report",
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
            "sluice.scan",
            "sluice.verify");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
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
                .resideInAPackage("sluice.csv")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("sluice.csv", "java..", "org.jspecify..")
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
}
