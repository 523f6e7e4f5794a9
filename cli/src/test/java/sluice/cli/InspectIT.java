package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Inspections and dry runs, as a person runs them. */
final class InspectIT {
    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @Test
    void thePlanThatIsWrittenLoads() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "id;price;born\n1;1.234,50;31.12.1980\n2;7,5;01.02.1990\n");

        Sluice.Result inspected = sluice.run("inspect", "customers.csv", "-o", "plan.yaml");
        Sluice.Result loaded = sluice.run("load", "plan.yaml");

        assertThat(inspected.exitCode()).as(inspected.all()).isZero();
        assertThat(inspected.out())
                .contains(
                        "customers.csv: 2 records, 3 columns", "delimiter ;", "price: every value is decimal 1.234,5.")
                .endsWith("Plan written to plan.yaml. Load it with: sluice load plan.yaml\n");
        assertThat(loaded.exitCode()).as(loaded.all()).isZero();
        assertThat(loaded.out()).contains("2 of 2 records are in test");
    }

    @Test
    void aPlanThatIsThereIsKeptUnlessForced() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,v\n1,x\n2,y\n");
        Files.writeString(folder.resolve("plan.yaml"), "mine\n");

        Sluice.Result kept = sluice.run("inspect", "a.csv", "-o", "plan.yaml");

        assertThat(kept.exitCode()).isEqualTo(64);
        assertThat(kept.err()).contains("plan.yaml is there already; write over it with --force");
        assertThat(folder.resolve("plan.yaml")).hasContent("mine\n");
        assertThat(sluice.run("inspect", "a.csv", "-o", "plan.yaml", "--force").exitCode())
                .isZero();
        assertThat(folder.resolve("plan.yaml")).content().startsWith("# Drafted from every row");
    }

    @Test
    void theExitCodeTellsWhatMustBeDeclared() throws IOException {
        Files.writeString(folder.resolve("headless.csv"), "1,2026-01-02\n2,2026-01-03\n3,2026-01-04\n");
        Files.writeString(folder.resolve("lines.csv"), "{\"a\":1}\n{\"a\":2}\n");

        Sluice.Result headless = sluice.run("inspect", "headless.csv");
        Sluice.Result declared = sluice.run("inspect", "headless.csv", "--columns", "id,day");
        Sluice.Result lines = sluice.run("inspect", "lines.csv");

        assertThat(headless.exitCode()).as(headless.all()).isEqualTo(1);
        assertThat(headless.out()).contains("Name the columns with --columns");
        assertThat(declared.exitCode()).as(declared.all()).isZero();
        assertThat(declared.out()).contains("3 records, 2 columns");
        assertThat(lines.exitCode()).as(lines.all()).isEqualTo(3);
    }

    @Test
    void jsonHasAVersion() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,v\n1,\u001b[31mx\n2,y\n");

        Sluice.Result json = sluice.run("inspect", "a.csv", "--json");
        Sluice.Result text = sluice.run("inspect", "a.csv");

        assertThat(json.out()).startsWith("{\n  \"version\": 1,").contains("\"uniqueness\"");
        assertThat(text.out()).doesNotContain("\u001b");
    }

    @Test
    void aDryRunLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,n\n1,2\n1,3\n2,4\n");

        Sluice.Result result = sluice.run("load", "a.csv", "--key", "id", "--dry-run");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "1 duplicate-key",
                        "a.csv, line 3: ",
                        "Dry run: nothing was written. A load would reject 1 record.");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("a.csv");
        }
        assertThat(sluice.run("load", "a.csv", "--dry-run").exitCode()).isZero();
        assertThat(sluice.run("load", "missing.csv", "--dry-run").exitCode()).isEqualTo(3);
    }
}
