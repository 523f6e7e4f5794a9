package sluice.server;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may take a server hours. No read time-out fits that, but a server that is gone must be noticed: so the work runs
 * on a connection without one, and meanwhile the server is asked on another connection whether it is there. The driver itself
 * doesn't end what waits for a reply when its own monitor finds the server gone. Thread-safe.
 */
final class LongWork implements AutoCloseable {
    /** How long the work runs before the server is asked, and between two questions. */
    private static final long PATIENCE_SECONDS = 5;

    /** More collections than these never build indexes at the same time on one machine with profit; the others wait. */
    private static final int MOST_AT_ONCE = 16;

    private final MongoClient asking;
    private final MongoClientSettings settings;
    /** A thread that waits for a reply can't be woken; one of this pool keeps no process from ending. */
    private @Nullable ForkJoinPool threads;

    private @Nullable MongoClient working;

    /** Long work for the server of a client with these settings; connects when there is some. */
    LongWork(MongoClient asking, MongoClientSettings settings) {
        this.asking = asking;
        this.settings = MongoClientSettings.builder(settings)
                .applyToSocketSettings(socket -> socket.readTimeout(0, TimeUnit.SECONDS))
                .build();
    }

    /**
     * Runs the work.
     *
     * @throws MongoException where it fails, or the server doesn't answer any more
     */
    <T> T run(String database, Function<MongoDatabase, T> work) {
        MongoDatabase target = client().getDatabase(database);
        ForkJoinTask<T> task = threads().submit(() -> work.apply(target));
        while (true) {
            try {
                return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                requireAnswer(e);
            } catch (ExecutionException e) {
                throw unwrapped(e);
            } catch (InterruptedException e) {
                throw new MongoException("Interrupted", e);
            }
        }
    }

    private void requireAnswer(TimeoutException cause) {
        try {
            asking.getDatabase("admin").runCommand(new Document("ping", 1));
        } catch (MongoException e) {
            e.addSuppressed(cause);
            throw new MongoSocketReadTimeoutException(
                    "It doesn't answer while it has work to do", new ServerAddress(), e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException || cause instanceof ServerException) {
                return (RuntimeException) cause;
            }
        }
        return new IllegalStateException(e);
    }

    private synchronized MongoClient client() {
        if (working == null) {
            working = MongoClients.create(settings);
        }
        return working;
    }

    private synchronized ForkJoinPool threads() {
        if (threads == null) {
            threads = new ForkJoinPool(MOST_AT_ONCE);
        }
        return threads;
    }

    @Override
    public synchronized void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
        if (working != null) {
            working.close();
        }
    }
}
