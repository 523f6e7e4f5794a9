package sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.gate.ChunkResult;
import sluice.gate.KeyBudget;
import sluice.load.LoadFixture;
import sluice.operation.Operation;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.plan.LoadSettings;
import sluice.sink.BatchResult;

/** What a worker is told to do next. A chunk holds one record here, so chunk and row are one. */
@Timeout(60)
class ScheduleTest {
    private static final int PLENTY = 100;

    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void aCollectionWaitsForThoseItRefersTo() {
        load.file("p.csv", "k\n1\n2\n").file("c.csv", "r\n1\n");
        Schedule schedule = schedule(
                "c: { files: c.csv, types: string, references: { r: p } }\np: { files: p.csv, types: string, key: k }",
                true,
                PLENTY);
        assertThat(drive(schedule, Integer.MAX_VALUE)).containsExactly("p 0", "p 1", "p done", "c 0", "c done");
    }

    @Test
    void aLinearLoadTakesOneCollectionAfterTheOther() {
        load.file("a.csv", "k\n1\n2\n").file("b.csv", "k\n1\n2\n");
        Schedule schedule =
                schedule("a: { files: a.csv, types: string }\nb: { files: b.csv, types: string }", false, PLENTY);
        assertThat(drive(schedule, Integer.MAX_VALUE)).containsExactly("a 0", "a 1", "a done", "b 0", "b 1", "b done");
    }

    @Test
    void aParallelLoadTakesCollectionsInTurn() {
        load.file("a.csv", "k\n1\n2\n").file("b.csv", "k\n1\n2\n");
        Schedule schedule =
                schedule("a: { files: a.csv, types: string }\nb: { files: b.csv, types: string }", true, PLENTY);
        List<String> first = drive(schedule, 2);
        assertThat(first).containsExactlyInAnyOrder("a 0", "b 0");
        assertThat(drive(schedule, Integer.MAX_VALUE)).containsExactlyInAnyOrder("a 1", "b 1", "a done", "b done");
    }

    @Test
    void noMoreChunksThanTheWindowAreInFlight() {
        load.file("a.csv", "k\n1\n2\n3\n");
        Schedule schedule = schedule("a: { files: a.csv, types: string }", true, 2);
        Schedule.ChunkWork first = chunk(schedule.next());
        chunk(schedule.next());
        CompletableFuture<Schedule.@Nullable Work> third = CompletableFuture.supplyAsync(schedule::next);
        Awaitility.await()
                .during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(5))
                .until(() -> !third.isDone());
        commit(first);
        schedule.changed();
        assertThat(chunk(third.join()).ticket()).isEqualTo(2);
    }

    @Test
    void aStopHandsOutNothingMoreAndEndsWhenNothingIsInFlight() {
        load.file("a.csv", "k\n1\n2\n3\n");
        Schedule schedule = schedule("a: { files: a.csv, types: string }", true, PLENTY);
        Schedule.ChunkWork first = chunk(schedule.next());
        stopped.set(true);
        CompletableFuture<Schedule.@Nullable Work> next = CompletableFuture.supplyAsync(schedule::next);
        Awaitility.await()
                .during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(5))
                .until(() -> !next.isDone());
        commit(first);
        schedule.changed();
        assertThat(next.join()).isNull();
        assertThat(schedule.exhausted()).isFalse();
    }

    private Schedule schedule(String plan, boolean inTurn, int window) {
        Operation operation = OperationFixture.of(load, plan);
        List<CollectionTask> tasks = Tasks.of(
                operation,
                LoadSettings.DEFAULT,
                2,
                new KeyBudget(1 << 20),
                OperationFixture.progress(operation),
                false);
        Schedule schedule = new Schedule(tasks, ChunkSize.records(1), inTurn, window, stopped::get, () -> false);
        open.add(schedule);
        open.add(operation.journal());
        return schedule;
    }

    /** Does what it is told, at most so many times. */
    private static List<String> drive(Schedule schedule, int most) {
        List<String> done = new ArrayList<>();
        while (done.size() < most) {
            Schedule.Work work = schedule.next();
            if (work instanceof Schedule.ChunkWork chunk) {
                done.add(chunk.task().collection().plan().name() + " " + chunk.ticket());
                commit(chunk);
            } else if (work instanceof Schedule.FinishWork finish) {
                finish.task().finish();
                done.add(finish.task().plan().name() + " done");
            } else {
                return done;
            }
        }
        return done;
    }

    private static Schedule.ChunkWork chunk(Schedule.@Nullable Work work) {
        if (work instanceof Schedule.ChunkWork chunk) {
            return chunk;
        }
        throw new AssertionError("not a chunk: " + work);
    }

    private static void commit(Schedule.ChunkWork work) {
        ChunkResult nothing = new ChunkResult(
                work.task().label(),
                false,
                work.chunk().end(),
                1,
                0,
                Recoveries.NONE,
                Counts.NONE,
                List.of(),
                List.of(),
                List.of(),
                0);
        work.task()
                .collection()
                .commit(
                        work.ticket(),
                        work.task(),
                        nothing,
                        contested -> BatchResult.NOTHING,
                        (source, records, rejects) -> {});
    }
}
