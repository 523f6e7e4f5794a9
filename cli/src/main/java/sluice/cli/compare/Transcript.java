package sluice.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sluice.cli.terminal.Screen;
import sluice.load.LoadListener;
import sluice.report.CollectionSummary;
import sluice.report.LoadSummary;
import sluice.workers.LoadProgress;

/**
 * A load told line by line: counts before, what became of each collection, counts after; or, where all collections are
 * loaded at once, when each begins and ends. Those lines are written when it happens, by a thread that watches the progress.
 */
final class Transcript implements LoadListener {
    private static final long WATCH_MILLIS = 20;

    private final Screen screen;
    private final List<LoadProgress.Meter> running = new ArrayList<>();
    private final Thread watcher = new Thread(this::watch, "transcript");
    private boolean ended;

    Transcript(Screen screen) {
        this.screen = screen;
        watcher.setDaemon(true);
    }

    /** The lines of a linear load. */
    static List<String> linear(LoadSummary summary) {
        List<String> lines = new ArrayList<>();
        List<CollectionSummary> collections = summary.collections();
        collections.forEach(one -> lines.add(title(one.name()) + " count: " + one.countBefore()));
        lines.add("");
        for (CollectionSummary one : collections) {
            lines.add("Added " + title(one.name()) + " records: " + one.inserted());
            lines.add("Error " + title(one.name()) + " records: " + one.rejected());
            lines.add("Elapsed " + title(one.name()) + " time: " + seconds(one.elapsedSeconds() + one.indexSeconds()));
            lines.add("");
        }
        collections.forEach(one -> lines.add(title(one.name()) + " count: " + one.countAfter()));
        lines.add("");
        lines.add("Elapsed program time: " + seconds(summary.times().program()));
        lines.add("Elapsed import time: " + seconds(summary.times().load()));
        lines.add("Elapsed overhead time: " + seconds(summary.times().overhead()));
        return lines;
    }

    /** The last lines of a parallel load. */
    static List<String> parallel(LoadSummary summary) {
        return List.of("Elapsed program time: " + seconds(summary.times().program()));
    }

    private static String title(String collection) {
        return collection.substring(0, 1).toUpperCase(Locale.ROOT) + collection.substring(1);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    @Override
    public synchronized void loading(LoadProgress progress) {
        running.addAll(progress.meters());
        running.forEach(meter -> screen.line("inside import_" + meter.collection()));
        watcher.start();
    }

    private synchronized void watch() {
        while (!ended) {
            report(false);
            try {
                wait(WATCH_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void report(boolean all) {
        running.removeIf(meter -> {
            boolean done = all || meter.done();
            if (done) {
                screen.line("done with import_" + meter.collection());
            }
            return done;
        });
    }

    @Override
    public synchronized void loaded() {
        ended = true;
        report(true);
        notifyAll();
    }
}
