package sluice.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sluice.journal.KnownRejects;
import sluice.journal.KnownRejects.KnownReject;
import sluice.journal.Progress;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.plan.ErrorLimit;
import sluice.report.LoadSummary.RejectGroup;
import sluice.report.Timeline;
import sluice.workers.LoadProgress;

/** What a run has committed so far: rejects by their code, the timeline, and whether the error limit holds. Thread-safe. */
final class Tally implements CollectionTask.CommitListener {
    private static final double SAMPLE_SECONDS = 0.1;

    private final LoadProgress progress;
    private final ErrorLimit limit;
    private final Timeline timeline = new Timeline(SAMPLE_SECONDS);
    private final Map<String, RejectGroup> rejectsByCode = new TreeMap<>();
    private long recordsBefore;
    private long bytesBefore;
    private long records;
    private long rejects;
    private volatile boolean overLimit;

    Tally(LoadProgress progress, ErrorLimit limit) {
        this.progress = progress;
        this.limit = limit;
    }

    /** Adds what earlier tries of the operation had done of a source. */
    synchronized void known(SourceTask source, Progress before) {
        records += before.records();
        rejects += before.rejected();
        recordsBefore += before.records();
        bytesBefore += before.end();
        try (KnownRejects known = source.knownRejectsAnew()) {
            for (KnownReject reject = known.next(); reject != null; reject = known.next()) {
                add(source, reject.line(), reject.reason());
            }
        }
    }

    @Override
    public synchronized void committed(SourceTask source, long more, List<Reject> moreRejects) {
        moreRejects.forEach(reject -> add(source, reject.line(), reject.reason()));
        records += more;
        rejects += moreRejects.size();
        overLimit |= limit.exceeded(rejects, records);
        timeline.add(sample(progress.seconds()));
    }

    private void add(SourceTask source, long line, Reason reason) {
        RejectGroup known = rejectsByCode.get(reason.code().word());
        rejectsByCode.put(
                reason.code().word(),
                known == null
                        ? new RejectGroup(1, example(source, line, reason))
                        : new RejectGroup(known.count() + 1, known.example()));
    }

    private static String example(SourceTask source, long line, Reason reason) {
        StringBuilder text =
                new StringBuilder(source.label().name()).append(", line ").append(line);
        @Nullable String column = reason.column();
        if (column != null) {
            text.append(", column ").append(column);
        }
        @Nullable String value = reason.value();
        if (value != null) {
            text.append(", `").append(value).append('`');
        }
        return text.append(": ").append(reason.message()).toString();
    }

    private Timeline.Sample sample(double at) {
        long done = 0;
        long bytes = 0;
        long rejected = 0;
        for (LoadProgress.Meter meter : progress.meters()) {
            done += meter.records();
            bytes += meter.bytes();
            rejected += meter.rejected();
        }
        return new Timeline.Sample(at, done, bytes, rejected);
    }

    /** Takes the last sample of the timeline, by the clock of those before. */
    synchronized void finish() {
        timeline.finish(sample(progress.seconds()));
    }

    /** Whether there were more rejects than the user allows. */
    boolean overLimit() {
        return overLimit;
    }

    /** Records that earlier tries had done. */
    synchronized long recordsBefore() {
        return recordsBefore;
    }

    /** The bytes of those. */
    synchronized long bytesBefore() {
        return bytesBefore;
    }

    synchronized Map<String, RejectGroup> rejectsByCode() {
        return new TreeMap<>(rejectsByCode);
    }

    synchronized List<Timeline.Sample> timeline() {
        return timeline.samples();
    }
}
