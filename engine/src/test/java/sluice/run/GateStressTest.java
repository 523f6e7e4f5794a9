package sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.admission.Admission.Constraint;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.bson.StatementForm;
import sluice.bson.Statements;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.csv.Chunk;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.ReadRules;
import sluice.gate.ChunkResult;
import sluice.gate.Contested;
import sluice.gate.DuplicateCheck;
import sluice.gate.Gate;
import sluice.gate.KeyBudget;
import sluice.input.Header;
import sluice.input.SourceFormat;
import sluice.job.Layouts;
import sluice.job.SourceJob;
import sluice.journal.Journal;
import sluice.journal.JournalHeader;
import sluice.journal.JournalHeader.PlanEntry;
import sluice.journal.OperationDirectory;
import sluice.journal.SourceId;
import sluice.load.LoadFixture;
import sluice.outcome.Counts;
import sluice.outcome.Reason;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.CollectionPlan;
import sluice.plan.WriteMode;
import sluice.server.ServerIdentity;
import sluice.sink.BatchResult;
import sluice.sink.Refusal;
import sluice.source.FileSource;
import sluice.target.Target;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.workers.LoadProgress;
import sluice.workers.Workers;

/**
 * The gate and the lanes under many threads with random delays, without a server: a rule says which records it would
 * refuse. What comes out must be what one thread gets; and where a worker fails, all others must end.
 */
@Timeout(120)
class GateStressTest {
    private static final Header HEADER = new Header(List.of("k", "v"), 0, "k,v\n".getBytes(StandardCharsets.UTF_8));

    private static final Reason REFUSED =
            Reason.of(RejectCode.VALIDATION, "refused").withServer(121, null);

    @RegisterExtension
    final LoadFixture fixture = LoadFixture.own();

    private int operations;

    /** Rows are keys; a row that starts with an x is one the server refuses. */
    record Case(List<List<String>> chunks, int workers, long seed, int failAt) {}

    private static Case random(Gen gen) {
        List<List<String>> chunks = new ArrayList<>();
        for (int i = gen.between(1, 40); i > 0; i--) {
            chunks.add(gen.list(12, row -> gen.oneOf("k", "k", "x") + gen.between(0, 6)));
        }
        return new Case(chunks, gen.between(2, 12), gen.anyLong(), -1);
    }

    @Test
    void theFirstRecordOfAKeyThatTheServerTakesWins() {
        Property.named("the first record of a key that the server takes wins")
                .cases(150)
                .check(GateStressTest::random, this::compare);
    }

    @Test
    void whereAWorkerFailsAllEnd() {
        Property.named("where a worker fails all end")
                .cases(40)
                .check(
                        gen -> {
                            Case one = random(gen);
                            return new Case(
                                    one.chunks(),
                                    one.workers(),
                                    one.seed(),
                                    gen.between(0, one.chunks().size() - 1));
                        },
                        one -> assertThat(new Run(one).failure).isInstanceOf(IllegalStateException.class));
    }

    private void compare(Case one) {
        Map<String, Integer> holders = new HashMap<>();
        List<String> expected = new ArrayList<>();
        int line = 1;
        for (List<String> chunk : one.chunks()) {
            for (String row : chunk) {
                String key = row.substring(1);
                Integer holder = holders.get(key);
                expected.add(
                        holder != null
                                ? line + " duplicate of line " + holder
                                : row.startsWith("x") ? line + " refused" : line + " taken");
                if (holder == null && !row.startsWith("x")) {
                    holders.put(key, line);
                }
                line++;
            }
        }
        Run run = new Run(one);
        assertThat(run.failure).isNull();
        assertThat(run.ends).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Chunks taken, admitted, "written" and committed by several threads. */
    private final class Run {
        private final ConcurrentLinkedQueue<String> ends = new ConcurrentLinkedQueue<>();
        private final AtomicInteger next = new AtomicInteger();
        private final CollectionTask task;
        private final SourceTask source;
        private final Journal journal;
        private final Case given;
        private @Nullable Throwable failure;

        Run(Case given) {
            this.given = given;
            Target target = new Target(
                    new TargetCollection(fixture.server(), fixture.database().getName(), "c"),
                    CollectionPlan.of("c", List.of("c.csv")),
                    new TargetState(new Document(), List.of(), 0),
                    List.of(new Constraint(0, List.of("k"))),
                    false,
                    true,
                    true,
                    List.of(),
                    List.of());
            OperationDirectory directory =
                    OperationDirectory.create(fixture.folder().resolve("operations-" + operations++), Instant.EPOCH);
            journal = Journal.create(
                    directory,
                    new JournalHeader(
                            directory.id(),
                            Instant.EPOCH,
                            0,
                            new ServerIdentity("", "", List.of()),
                            "",
                            new PlanEntry("", fixture.folder(), ""),
                            null,
                            List.of()));
            CommitLog log = new CommitLog(journal);
            task = new CollectionTask(
                    0,
                    target,
                    new LoadProgress.Meter("c", -1),
                    new KeyBudget(1 << 28),
                    new DuplicateCheck(fixture.folder().resolve("duplicates-" + operations)),
                    100,
                    given.workers(),
                    log,
                    null);
            source = new SourceTask(
                    new SourceId(0, 0),
                    new SourceJob(
                            new FileSource("c.csv", fixture.folder().resolve("c.csv"), null, null),
                            HEADER,
                            new SourceFormat(CsvFormat.DEFAULT, ReadRules.STRICT),
                            null,
                            null),
                    task,
                    Layouts.of(target.plan(), HEADER, "c.csv", target.groups(HEADER)),
                    new DocumentIds(1, 1),
                    directory.rejectFiles("c", HEADER.bytes(), HEADER.lineEnd()),
                    log,
                    null);
            Workers pool = new Workers();
            try {
                pool.run(given.workers(), worker -> work(), () -> task.gate().abandon());
            } catch (IllegalStateException e) {
                failure = e;
            }
        }

        private void work() {
            KeyHasher hasher = new KeyHasher(5);
            DocumentEncoder encoder = new DocumentEncoder(source.layout(), source.ids(), Dialect.RFC_4180, hasher);
            EncodedChunk encoded = new EncodedChunk();
            while (true) {
                long ticket;
                int index;
                synchronized (next) {
                    index = next.getAndIncrement();
                    if (index >= given.chunks().size()) {
                        return;
                    }
                    ticket = task.ticket();
                }
                SplittableRandom random = new SplittableRandom(given.seed() + index);
                encoder.encode(chunk(index), encoded);
                pause(random);
                if (index == given.failAt()) {
                    throw new IllegalStateException("a worker fails");
                }
                Selection admitted = new Selection();
                task.gate().await(ticket);
                Gate.Passage passage =
                        task.gate().admit(source.label(), encoded, new boolean[encoded.count()], admitted);
                task.gate().pass();
                if (!(passage instanceof Gate.Admitted verdict)) {
                    throw new AssertionError("the keys have room");
                }
                pause(random);
                commit(ticket, encoded, admitted, verdict);
            }
        }

        private Chunk chunk(int index) {
            long line = 1;
            for (int i = 0; i < index; i++) {
                line += given.chunks().get(i).size();
            }
            StringBuilder text = new StringBuilder();
            given.chunks()
                    .get(index)
                    .forEach(row -> text.append(row.substring(1))
                            .append(',')
                            .append(row)
                            .append('\n'));
            return new Chunk(index, 100L * index, line, text.toString().getBytes(StandardCharsets.UTF_8));
        }

        private void commit(long ticket, EncodedChunk encoded, Selection admitted, Gate.Admitted verdict) {
            List<Reject> rejects = new ArrayList<>(verdict.rejects());
            List<ChunkResult.Refused> refused = new ArrayList<>();
            for (int i = 0; i < admitted.count(); i++) {
                int document = admitted.get(i);
                if (encoded.document(document).getString("v").getValue().startsWith("x")) {
                    Reject reject = encoded.reject(document, REFUSED);
                    refused.add(task.gate()
                            .refused(new Refusal(document, reject, List.of()), encoded, verdict.firstLine()));
                    rejects.add(reject);
                } else {
                    ends.add(encoded.line(document) + " taken");
                }
            }
            ChunkResult result = new ChunkResult(
                    source.label(),
                    false,
                    0,
                    0,
                    encoded.records(),
                    Recoveries.NONE,
                    Counts.NONE,
                    rejects,
                    refused,
                    verdict.contested(),
                    verdict.lastLine());
            task.commit(ticket, source, result, this::insert, (committedSource, records, all) -> {
                all.forEach(reject -> ends.add(reject.line() + " "
                        + (reject.code() == RejectCode.VALIDATION
                                ? "refused"
                                : "duplicate of " + reject.message().replaceFirst(" has .*", ""))));
            });
        }

        private BatchResult insert(Contested contested) {
            boolean refuse = contested.document().getString("v").getValue().startsWith("x");
            if (!refuse) {
                ends.add(contested.origin().line() + " taken");
                return new BatchResult(1, 0, 0, 0, 0, 0, List.of());
            }
            Reject reject = contested.reject(0, REFUSED);
            return new BatchResult(0, 0, 0, 0, 0, 0, List.of(new Refusal(0, reject, List.of())));
        }
    }

    private static void pause(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            LockSupport.parkNanos(random.nextInt(300_000));
        }
    }

    @Test
    void aLaneIsInOneHandAndKeepsTheOrderOfItsKeys() {
        Property.named("a lane is in one hand and keeps the order of its keys")
                .cases(80)
                .check(
                        gen -> new Case(random(gen).chunks(), gen.between(2, 8), gen.anyLong(), gen.between(1, 6)),
                        this::compareLanes);
    }

    /** Here {@code failAt} is the number of lanes. */
    private void compareLanes(Case given) {
        Lanes lanes = new Lanes(given.failAt(), 7);
        Map<String, List<Integer>> seen = new HashMap<>();
        Set<Integer> held = new HashSet<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger open =
                new AtomicInteger(given.chunks().stream().mapToInt(List::size).sum());
        Run idle = new Run(new Case(List.of(), 2, 1, -1));
        new Workers()
                .run(
                        given.workers(),
                        worker -> {
                            SplittableRandom random = new SplittableRandom(given.seed());
                            while (open.get() > 0) {
                                synchronized (next) {
                                    int index = next.get();
                                    if (index < given.chunks().size()) {
                                        next.incrementAndGet();
                                        addTo(lanes, idle, given.chunks().get(index), index);
                                    }
                                }
                                pause(random);
                                Lanes.Work work = lanes.take(random.nextBoolean());
                                if (work != null) {
                                    synchronized (held) {
                                        assertThat(held.add(work.lane())).isTrue();
                                    }
                                    pause(random);
                                    note(work, seen);
                                    open.addAndGet(-work.batch().count());
                                    synchronized (held) {
                                        held.remove(work.lane());
                                    }
                                    lanes.release(work.lane());
                                }
                            }
                        },
                        () -> open.set(0));
        seen.values().forEach(order -> assertThat(order).isSorted());
        assertThat(seen.values().stream().mapToInt(List::size).sum())
                .isEqualTo(given.chunks().stream().mapToInt(List::size).sum());
    }

    private static void addTo(Lanes lanes, Run run, List<String> rows, int index) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row).append(',').append(index).append('\n'));
        Chunk chunk = new Chunk(index, 0, 1, text.toString().getBytes(StandardCharsets.UTF_8));
        EncodedChunk encoded = new EncodedChunk();
        new DocumentEncoder(run.source.layout(), run.source.ids(), Dialect.RFC_4180, new KeyHasher(5))
                .encode(chunk, encoded);
        @Nullable Statements[] pieces = new Statements[lanes.count()];
        StatementForm form = new StatementForm(WriteMode.INSERT, List.of("k"), run.source.ids(), true);
        for (int i = 0; i < encoded.count(); i++) {
            int lane = lanes.lane(encoded.hashHigh(i, 0));
            Statements piece = pieces[lane];
            if (piece == null) {
                piece = new Statements(form, chunk);
                pieces[lane] = piece;
            }
            piece.add(encoded, i);
        }
        lanes.add(
                new PendingChunk(index, run.source, 0, 0, 0, rows.size(), Recoveries.NONE, List.of(), rows.size()),
                pieces);
    }

    private static void note(Lanes.Work work, Map<String, List<Integer>> seen) {
        for (int i = 0; i < work.batch().count(); i++) {
            var document = work.batch().statement(i);
            synchronized (seen) {
                seen.computeIfAbsent(document.getString("k").getValue(), key -> new ArrayList<>())
                        .add(Integer.valueOf(document.getString("v").getValue()));
            }
        }
    }
}
