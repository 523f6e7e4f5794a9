package sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.collection.TargetState;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.Recovery;
import sluice.csv.TextEncoding;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.JournalHeader.PlanEntry;
import sluice.journal.JournalHeader.SourceEntry;
import sluice.outcome.Counts;
import sluice.outcome.Reason;
import sluice.outcome.RecordOrigin;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.Drop;
import sluice.server.ServerIdentity;
import sluice.source.SourceFingerprint;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class JournalTest {
    @TempDir
    Path folder;

    private OperationDirectory directory;

    @BeforeEach
    void create() {
        directory = OperationDirectory.create(folder, Instant.now());
    }

    private JournalHeader header() {
        Document validator = Document.parse("{validator: {name: {$regex: '^a'}}}");
        return new JournalHeader(
                directory.id(),
                Instant.parse("2026-11-21T12:00:00.123456789Z"),
                42,
                new ServerIdentity("replica set rs0", "6.0.5", List.of("a:1", "b:2")),
                "shop",
                new PlanEntry("plan \"x\".yaml", folder, "abc"),
                "LOAD_20261120-120000-0001",
                List.of(new CollectionEntry(
                        "c",
                        Drop.AT_END,
                        new TargetState(validator, List.of(new Document("name", "_id_")), 7),
                        List.of(
                                new SourceEntry(
                                        "é.csv",
                                        "é.csv",
                                        folder.resolve("é.csv").toString(),
                                        new SourceFingerprint(9, Instant.EPOCH, "ff"),
                                        FORMAT),
                                new SourceEntry("standard input", "stdin", null, null, CsvFormat.DEFAULT)))));
    }

    /** Nothing in it is as by default. */
    private static final CsvFormat FORMAT = new CsvFormat(
            TextEncoding.of("utf-16le"),
            Dialect.builder()
                    .delimiter("\t|\u001f")
                    .quote('\'')
                    .escape('\\')
                    .lineEnd("\u001e")
                    .comment('#')
                    .blanks(true)
                    .build(),
            new CsvFormat.Layout(3, 2, 1));

    private static Progress progress(long end) {
        return new Progress(
                end,
                end / 10,
                end / 5,
                new Recoveries(Map.of(Recovery.PADDED, end, Recovery.OTHER_DELIMITER, 1L)),
                new Counts(1, 2, 3, 4, 5, 6),
                1,
                new FileMark(end, (int) (end * 0x9E3779B9L)),
                new FileMark(2 * end, -1),
                List.of(end, end + 1));
    }

    private void write(int steps) {
        try (Journal journal = Journal.create(directory, header())) {
            journal.prepared(List.of(7L), List.of("x"));
            for (int i = 1; i <= steps; i++) {
                journal.append(
                        new SourceId(0, i % 2),
                        progress(100L * i),
                        directory.rejectFiles("x", new byte[0], new byte[] {'\n'}));
            }
        }
    }

    @Test
    void whatIsWrittenIsRead() {
        write(5);
        JournalState state = Journal.read(directory);
        assertThat(state.header()).isEqualTo(header());
        assertThat(state.prepared()).containsExactly(7L);
        assertThat(state.history(new SourceId(0, 1))).containsExactly(progress(100), progress(300), progress(500));
        assertThat(state.progress(new SourceId(0, 0))).isEqualTo(progress(400));
        assertThat(state.header().unrepeatable()).isEqualTo("standard input");
    }

    @Test
    void aJournalThatEndsAnywhereTellsWhatWasDoneByThen() throws IOException {
        write(3);
        byte[] whole = Files.readAllBytes(directory.journal());
        String text = new String(whole, StandardCharsets.UTF_8);
        int first = text.substring(0, text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
        for (int length = first; length <= whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(directory.journal(), part);
            long lines = new String(part, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            try (Journal journal = Journal.open(directory)) {
                assertThat(journal.state().records())
                        .isEqualTo(lines <= 2 ? 0 : lines == 3 ? 20 : lines == 4 ? 60 : 100);
                journal.done(0);
            }
            assertThat(Journal.read(directory).isDone(0)).isTrue();
        }
    }

    @Test
    void anyOtherDamageIsNoticed() {
        write(6);
        Property.named("a journal in which a byte is changed, a line is gone or twice is refused")
                .cases(300)
                .check(gen -> gen.between(0, 1 << 30), this::damage);
    }

    private void damage(int seed) throws IOException {
        byte[] whole = Files.readAllBytes(directory.journal());
        Gen gen = new Gen(seed);
        byte[] damaged = whole.clone();
        int last = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2);
        int at = gen.between(0, last - 1);
        damaged[at] ^= (byte) (1 << gen.between(0, 7));
        try {
            Files.write(directory.journal(), damaged);
            assertThatThrownBy(() -> Journal.read(directory)).isInstanceOf(JournalException.class);
        } finally {
            Files.write(directory.journal(), whole);
        }
    }

    @Test
    void oneAtATimeWorksOnAnOperation() {
        try (Journal journal = Journal.create(directory, header())) {
            assertThat(journal.state().prepared()).isNull();
            assertThat(directory.inUse()).isTrue();
            assertThatThrownBy(() -> Journal.open(directory))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another process is at work on it");
        }
        assertThat(directory.inUse()).isFalse();
        Journal.open(directory).close();
    }

    @Test
    void whatWasCutIsForgotten() {
        write(6);
        try (Journal journal = Journal.open(directory)) {
            journal.done(0);
            journal.cut(new SourceId(0, 0), 250);
        }
        JournalState state = Journal.read(directory);
        assertThat(state.progress(new SourceId(0, 0))).isEqualTo(progress(200));
        assertThat(state.progress(new SourceId(0, 1))).isNull();
        assertThat(state.isDone(0)).isFalse();
    }

    @Test
    void manySourcesWithRejectsNeedFewOpenFiles() throws IOException {
        Reject reject = new Reject(
                new RecordOrigin(7, 42, "a,1".getBytes(StandardCharsets.UTF_8)),
                Reason.of(RejectCode.WRONG_TYPE, "k", "x", "no"));
        List<RejectFiles> sources = IntStream.range(0, 300)
                .mapToObj(
                        i -> directory.rejectFiles("s" + i, "k,v".getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}))
                .toList();
        long before = openFiles();
        try (Journal journal = Journal.create(directory, header())) {
            for (int turn = 0; turn < 2; turn++) {
                for (RejectFiles source : sources) {
                    source.add("s", List.of(reject));
                    journal.append(new SourceId(0, 0), progress(1), source);
                    assertThat(openFiles() - before).isLessThan(50);
                }
            }
        }

        for (RejectFiles source : sources) {
            assertThat(source.recordsFile()).hasContent("k,v\na,1\na,1\n");
            assertThat(source.reasonsFile()).hasSize(source.reasonsMark().length());
            source.close();
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
