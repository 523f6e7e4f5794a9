package sluice;

import org.jspecify.annotations.Nullable;
import sluice.Progress.Phase;
import sluice.journal.OperationDirectory;
import sluice.load.LoadListener;
import sluice.workers.LoadProgress;
import sluice.workers.Ticker;

/** Turns what the engine lets be asked into what a {@link ProgressListener} is told. Not thread-safe. */
final class Reporter implements LoadListener, AutoCloseable {
    private static final long INTERVAL_MILLIS = 500;

    private final ProgressListener listener;
    private @Nullable Ticker ticker;

    Reporter(ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public void inferring(LoadProgress progress) {
        start(Phase.INFERRING, progress);
    }

    @Override
    public void noted(String sentence) {
        listener.noted(sentence);
    }

    @Override
    public void checked(OperationDirectory directory) {
        close();
        listener.started(directory.id(), directory.path());
    }

    @Override
    public void unrepeatable(String source) {
        listener.unrepeatable(source);
    }

    @Override
    public void loading(LoadProgress progress) {
        start(Phase.LOADING, progress);
    }

    @Override
    public void loaded() {
        close();
    }

    void start(Phase phase, LoadProgress progress) {
        close();
        if (listener != ProgressListener.NONE) {
            ticker = Ticker.start(() -> listener.progress(Progress.of(phase, progress)), INTERVAL_MILLIS);
        }
    }

    /** Ends the phase. */
    @Override
    public void close() {
        Ticker running = ticker;
        ticker = null;
        if (running != null) {
            running.close();
        }
    }
}
