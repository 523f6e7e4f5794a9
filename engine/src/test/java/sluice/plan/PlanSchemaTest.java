package sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema is the one the reader's keys make, and takes what the reader takes. */
class PlanSchemaTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "plan.schema.json");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PlanSchema.json(), InputFormat.JSON);

    @Test
    void thePublishedSchemaIsUpToDate() throws IOException {
        if (Boolean.getBoolean("sluice.update")) {
            Files.writeString(PUBLISHED, PlanSchema.json());
        }
        assertThat(Files.readString(PUBLISHED))
                .as("write it anew with: mvn verify -Dsluice.update=true")
                .isEqualTo(PlanSchema.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpnorton", "social"})
    void theExamplesAreValid(String example) throws IOException {
        String plan = Files.readString(Path.of("..", "examples", example, "plan.yaml"));
        assertThat(schema.validate(plan, InputFormat.YAML)).isEmpty();
    }

    @Test
    void anUnknownKeyIsInvalid() {
        assertThat(schema.validate("database: a\ncollections: { c: { file: x.csv } }", InputFormat.YAML))
                .hasSize(2);
    }

    @Test
    void nullIsAWordWithOrWithoutQuotesAndNoTextsAreAList() {
        String plan = "database: a\ncollections: { c: { files: f, blank: %s, nulls: %s } }";
        assertThat(schema.validate(plan.formatted("null", "[]"), InputFormat.YAML))
                .isEmpty();
        assertThat(schema.validate(plan.formatted("'null'", "x"), InputFormat.YAML))
                .isEmpty();
        assertThat(schema.validate(plan.formatted("none", "x"), InputFormat.YAML))
                .isNotEmpty();
    }

    @Test
    void resolvedPlansAreValid() {
        Plan plan = PlanReader.parse(
                "database: a\ncollections: { c: { files: [x.csv, y.csv], key: [k, l], drop: true } }\n"
                        + "load: { workers: 2, chunkSize: 10, batchSize: 7, maxErrors: 3% }",
                "test", Path.of("."));
        assertThat(schema.validate(PlanWriter.toYaml(plan), InputFormat.YAML)).isEmpty();
    }
}
