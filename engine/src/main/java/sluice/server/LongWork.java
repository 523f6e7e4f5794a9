package sluice.server;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may take a server hours. No read time-out fits that, but a server that is gone must be noticed. So the work runs
 * on a connection without one, in a thread that can be left behind, and meanwhile the server is asked on another connection
 * whether it is there. The driver doesn't wake a thread that waits for a reply when its own monitor finds the server gone.
 * Thread-safe; its lock is held only to make the connection and the threads, and to end them.
 */
final class LongWork implements AutoCloseable {
    /** How long the work runs before the server is asked, and between two questions. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Building indexes of more collections than these at a time gains nothing on one machine; the others wait. */
    private static final int MOST_AT_ONCE = 16;

    private final Runnable ping;
    private final Supplier<MongoClient> connect;
    private final Duration patience;
    /** A thread of this pool that waits for a reply doesn't keep the process from ending. */
    private @Nullable ForkJoinPool threads;

    private @Nullable MongoClient working;

    /**
     * Long work for a server.
     *
     * @param ping asks the server whether it is there; throws a {@link MongoException} if it doesn't answer
     * @param connect makes the connection for the work, when there is some
     * @param patience how long the work runs before the server is asked, and between two questions
     */
    LongWork(Runnable ping, Supplier<MongoClient> connect, Duration patience) {
        this.ping = ping;
        this.connect = connect;
        this.patience = patience;
    }

    /** Long work for the server of a client with these settings. */
    static LongWork on(MongoClient client, MongoClientSettings settings) {
        MongoClientSettings endless = MongoClientSettings.builder(settings)
                .applyToSocketSettings(socket -> socket.readTimeout(0, TimeUnit.SECONDS))
                .build();
        return new LongWork(
                () -> client.getDatabase("admin").runCommand(new Document("ping", 1)),
                () -> MongoClients.create(endless),
                PATIENCE);
    }

    /**
     * Runs the work.
     *
     * @throws MongoException if it fails, or the server doesn't answer any more
     */
    <T> T run(String database, Function<MongoDatabase, T> work) {
        MongoDatabase target = client().getDatabase(database);
        return watched(() -> work.apply(target));
    }

    /** Runs the work in another thread, and asks the server from time to time whether it is there. */
    <T> T watched(Supplier<T> work) {
        ForkJoinTask<T> task = threads().submit(work::get);
        while (true) {
            try {
                return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
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
            ping.run();
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
            working = connect.get();
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
