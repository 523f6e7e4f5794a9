import java.nio.file.Path;
import sluice.Sluice;
import sluice.plan.Plan;
import sluice.report.LoadSummary;

/** Loads a plan into a MongoDB server and prints what went into each collection. */
public final class LoadHpnorton {
    private LoadHpnorton() {}

    /** Takes a connection string and the path of a plan. */
    public static void main(String[] args) {
        Plan plan = Plan.read(Path.of(args[1]));
        try (Sluice sluice = Sluice.connect(args[0])) {
            LoadSummary summary =
                    sluice.load(plan, progress -> System.err.println(progress.phase() + " " + progress.records()));
            summary.collections()
                    .forEach(one -> System.out.println(
                            one.name() + ": " + one.inserted() + " inserted, " + one.rejected() + " rejected"));
        }
    }
}
