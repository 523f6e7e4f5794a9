package sluice.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanReader;
import sluice.plan.PlanWriter;

/** The plan reader: a text is a plan, which is written and read back equal, or has mistakes that are named. Input: a plan file. */
public final class PlanTarget {
    private PlanTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Plan plan;
        try {
            plan = read(new String(bytes, UTF_8));
        } catch (PlanException e) {
            assertThat(e.problems()).isNotEmpty();
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        Plan again = read(PlanWriter.toYaml(plan));
        assertThat(again.collections()).isEqualTo(plan.collections());
        assertThat(again.queries()).isEqualTo(plan.queries());
        assertThat(again.settings()).isEqualTo(plan.settings());
        assertThat(again.database()).isEqualTo(plan.database());
    }

    private static Plan read(String text) {
        return PlanReader.parse(text, "plan.yaml", Path.of("."));
    }
}
