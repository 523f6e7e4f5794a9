package sluice.job;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanProblem;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.source.StandardInput;

/** Finds a plan's sources, reads their headers, and notes everything in the plan that doesn't fit them. */
public final class Preparation {
    private final Plan plan;
    private final InputStream stdin;
    private final List<PlanProblem> problems = new ArrayList<>();
    private boolean stdinTaken;

    private Preparation(Plan plan, InputStream stdin) {
        this.plan = plan;
        this.stdin = stdin;
    }

    /**
     * Prepares every collection.
     *
     * @throws PlanException with every mistake found
     */
    public static List<CollectionJob> of(Plan plan, InputStream stdin) {
        Preparation preparation = new Preparation(plan, stdin);
        List<CollectionJob> jobs =
                plan.collections().stream().map(preparation::collection).toList();
        if (!preparation.problems.isEmpty()) {
            preparation.problems.sort(Comparator.comparingInt(PlanProblem::line));
            throw new PlanException(plan.origin(), preparation.problems);
        }
        return jobs;
    }

    private CollectionJob collection(CollectionPlan given) {
        List<SourceJob> sources = new ArrayList<>();
        for (String pattern : given.files()) {
            try {
                for (Source source : Sources.find(plan.directory(), pattern, stdin)) {
                    if (isFirstToReadStdin(source, given)) {
                        sources.add(SourceJob.of(source, given));
                    }
                }
            } catch (SourceException e) {
                note(path(given, "files"), String.valueOf(e.getMessage()));
            }
        }
        if (given.input().sameColumns()) {
            SameColumns.problem(given, sources).ifPresent(problem -> note(path(given, "files"), problem));
        }
        ImpliedId implied = ImpliedId.of(given, sources);
        CollectionPlan collection = implied.plan();
        sources.forEach(source -> check(source, collection));
        List<String> notes = new ArrayList<>(FormatNotes.of(sources));
        if (given.input().sameColumns() && sources.size() > 1) {
            notes.add(SameColumns.note(given, sources));
        }
        notes.addAll(implied.notes());
        return new CollectionJob(collection, sources, notes);
    }

    private boolean isFirstToReadStdin(Source source, CollectionPlan collection) {
        if (!(source instanceof StandardInput)) {
            return true;
        }
        if (stdinTaken) {
            note(path(collection, "files"), "standard input can be read only once.");
            return false;
        }
        stdinTaken = true;
        return true;
    }

    private void check(SourceJob job, CollectionPlan collection) {
        PlanChecks.check(collection, job, (part, message) -> note(path(collection, part), message));
        HeaderCheck.check(job, collection).ifPresent(finding -> {
            String path = path(collection, "columns." + finding.column() + ".contains");
            String contained =
                    String.valueOf(collection.column(finding.column()).contains());
            throw new MislabelledException(
                    plan.origin(),
                    new PlanProblem(
                            plan.lines().of(path),
                            path,
                            finding.message(job.source().name(), contained)),
                    collection.name(),
                    finding.suggestion());
        });
    }

    private static String path(CollectionPlan collection, String part) {
        return "collections." + collection.name() + "." + part;
    }

    private void note(String path, String message) {
        PlanProblem problem = new PlanProblem(plan.lines().of(path), path, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
