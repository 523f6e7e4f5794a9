package sluice.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command line calls the engine's ends (plan, load, query, document, scan) and shows reports; no stage in between. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("sluice.cli");

    @Test
    void theStagesAreTheEnginesOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "sluice.input", "sluice.reject", "sluice.infer", "sluice.bson", "org.bson..", "com.mongodb..")
                .check(CLASSES);
    }

    @Test
    void theGeneratorKnowsNothingOfTheCommandsAndTheEngine() {
        classes()
                .that()
                .resideInAPackage("sluice.cli.generate")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("sluice.cli.generate", "java..", "picocli..", "net.datafaker..", "org.jspecify..")
                .check(CLASSES);
    }
}
