package sluice.inspect;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sluice.csv.sniff.Doubt;
import sluice.csv.sniff.Sample;
import sluice.csv.sniff.Sniffed;
import sluice.csv.sniff.Sniffer;
import sluice.input.FormatFinder;
import sluice.inspect.InspectedFile.Layout;
import sluice.job.SourceJob;
import sluice.plan.CollectionPlan;
import sluice.plan.Names;
import sluice.source.FileEndings;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.SourceStream;

/** Opens files in their likeliest formats. */
final class Tables {
    private final CollectionPlan input;
    private final Set<String> taken = new HashSet<>();

    Tables(CollectionPlan input) {
        this.input = input;
    }

    /**
     * Opens a file.
     *
     * @throws SourceException if it can't be read as CSV; the message is the user's
     */
    Table open(Source source, int place) {
        CollectionPlan plan = CollectionPlan.of(collection(source), List.of(source.name()))
                .with(input.input().withFiles(List.of(source.name())));
        if (!source.repeatable()) {
            SourceJob job = SourceJob.of(source, plan);
            return new Table(pinned(plan, job), job, new Layout(job.format().csv(), evidence(job), false), place);
        }
        try (SourceStream stream = SourceStream.open(source)) {
            FormatFinder.Likeliest likeliest = FormatFinder.likeliest(source, FormatFinder.head(stream.stream()), plan);
            likeliest
                    .evidence()
                    .doubt()
                    .filter(doubt -> doubt.readings().isEmpty())
                    .ifPresent(doubt -> refuse(source, doubt));
            CollectionPlan pinned =
                    plan.with(plan.input().withFormat(likeliest.format().pins()));
            SourceJob job = SourceJob.of(source, pinned, likeliest.format());
            Layout layout = new Layout(likeliest.format(), likeliest.evidence(), likeliest.headerMissing());
            return new Table(pinned, job, layout, place);
        } catch (IOException e) {
            throw new SourceException(source.name() + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static CollectionPlan pinned(CollectionPlan plan, SourceJob job) {
        return plan.with(plan.input().withFormat(job.format().csv().pins()));
    }

    /** What was seen of a source that can be read only once; if everything was declared, that. */
    private static Sniffed evidence(SourceJob job) {
        Sniffed evidence = job.evidence();
        return evidence != null
                ? evidence
                : Sniffer.sniff(Sample.whole(new byte[0]), job.format().csv().pins());
    }

    private static void refuse(Source source, Doubt doubt) {
        throw new SourceException(source.name() + ": " + doubt.sentence());
    }

    /** The base name of a file, made a collection's that no other file has. */
    private String collection(Source source) {
        String base = FileEndings.without(source.label()).replaceAll("[$\\p{Cntrl}\uFFFD]", "_");
        String name = isFit(base) ? base : "rows";
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static boolean isFit(String name) {
        try {
            Names.collection(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
