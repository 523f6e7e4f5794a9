package sluice.cli.plan;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.plan.Plan;
import sluice.plan.Suggestions;

/** The command {@code sluice plan}. */
@Command(name = "plan", description = "Shows the plans that come with Sluice: a start for your own.")
public final class PlanCommand implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "name what to do: list or show");
    }

    @Command(description = "Lists the plans.")
    void list() {
        for (String name : Plans.BUNDLED) {
            Plan plan = Plans.read(name, null);
            List<String> collections =
                    plan.collections().stream().map(one -> one.name()).toList();
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getOut()
                    .println(Columns.padRight(name, 10)
                            + String.join(", ", collections)
                            + (plan.queries().isEmpty()
                                    ? ""
                                    : "; " + Numbers.count(plan.queries().size()) + " queries"));
        }
    }

    @Command(description = "Prints a plan: sluice plan show hpnorton > my-plan.yaml")
    void show(@Parameters(paramLabel = "NAME", description = "The plan's name.") String name) {
        if (!Plans.BUNDLED.contains(name)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "no plan of that name comes with Sluice." + Suggestions.forUnknown(name, Plans.BUNDLED));
        }
        Objects.requireNonNull(spec).commandLine().getOut().print(Plans.text(name));
        spec.commandLine().getOut().flush();
    }
}
