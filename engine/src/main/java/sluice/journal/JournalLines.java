package sluice.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.collection.TargetState;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;
import sluice.csv.Recovery;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.JournalHeader.PlanEntry;
import sluice.journal.JournalHeader.SourceEntry;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.plan.Drop;
import sluice.plan.FormatText;
import sluice.server.ServerIdentity;
import sluice.source.SourceFingerprint;

/**
 * The lines of a journal, as they are written and read: eight hexadecimal digits of CRC-32C, a blank, one object of JSON.
 *
 * @param state what they say
 * @param count how many there are
 * @param length their bytes; what stands after them is a line that was not written to its end
 */
record JournalLines(JournalState state, long count, long length) {
    /** Rises when an older reader would be misled. */
    private static final int VERSION = 4;

    static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private static final int CRC_DIGITS = 8;
    private static final DocumentCodec CODEC = new DocumentCodec();

    /**
     * Reads a journal.
     *
     * @throws JournalException where a line is damaged, unless it is the last and was not written to its end
     */
    static JournalLines read(Path file) throws IOException {
        @Nullable JournalState state = null;
        long count = 0;
        long length = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                Document document = parse(file, count, line.toByteArray());
                if (state == null) {
                    state = new JournalState(header(file, document));
                } else {
                    apply(file, count, document, state);
                }
                count++;
                length += line.size() + 1L;
                line.reset();
            }
        }
        if (state == null) {
            throw new JournalException(file + ": is empty, so nothing was changed in the database. Load again.");
        }
        return new JournalLines(state, count, length);
    }

    private static Document parse(Path file, long number, byte[] line) {
        try {
            String text = new String(line, StandardCharsets.UTF_8);
            CRC32C crc = new CRC32C();
            crc.update(ByteBuffer.wrap(line, CRC_DIGITS + 1, line.length - CRC_DIGITS - 1));
            if (text.startsWith(crc(crc.getValue()) + " ")) {
                Document document = Document.parse(text.substring(CRC_DIGITS + 1));
                if (number(document, "n") == number) {
                    return document;
                }
            }
        } catch (RuntimeException e) {
            throw damaged(file, number, e);
        }
        throw damaged(file, number, null);
    }

    /** A checksum as a line begins with it. */
    static String crc(long value) {
        return String.format(Locale.ROOT, "%08x", value);
    }

    private static JournalException damaged(Path file, long number, @Nullable Throwable cause) {
        String message =
                file + ", line " + (number + 1) + ": is damaged: its checksum or its number is wrong, so what was"
                        + " done can't be told. `sluice verify` tells what is in the database; to begin anew, load with --drop, or"
                        + " delete what was loaded.";
        return cause == null ? new JournalException(message) : new JournalException(message, cause);
    }

    private static void apply(Path file, long number, Document line, JournalState state) {
        try {
            String event = line.getString("event");
            if (event == null) {
                state.add(id(line), progress(line));
                return;
            }
            switch (event) {
                case "prepared" ->
                    state.prepared(
                            line.getList("counts", Number.class).stream()
                                    .map(Number::longValue)
                                    .toList(),
                            line.getList("identities", String.class));
                case "replacing" -> state.replacing();
                case "done" -> state.done((int) number(line, "c"));
                case "cut" -> state.cut(id(line), number(line, "end"));
                case "finished" -> state.finished(line.getString("status"));
                case "rejectsLoaded" -> state.rejectsLoaded(line.getString("by"));
                case "undoing" -> state.undoing();
                case "undone" -> state.undone(number(line, "removed"));
                default -> throw new IllegalArgumentException("unknown event " + event);
            }
        } catch (RuntimeException e) {
            throw damaged(file, number, e);
        }
    }

    private static SourceId id(Document line) {
        return new SourceId((int) number(line, "c"), (int) number(line, "s"));
    }

    static Document of(SourceId source, Progress progress) {
        Document line = new Document("c", source.collection())
                .append("s", source.source())
                .append("end", progress.end())
                .append("line", progress.nextLine())
                .append("records", progress.records());
        if (!progress.recovered().counts().isEmpty()) {
            Document recovered = new Document();
            progress.recovered().counts().forEach((kind, count) -> recovered.append(kind.name(), count));
            line.append("recovered", recovered);
        }
        append(line, "inserted", progress.counts().inserted());
        append(line, "matched", progress.counts().matched());
        append(line, "modified", progress.counts().modified());
        append(line, "deleted", progress.counts().deleted());
        append(line, "alreadyThere", progress.counts().alreadyThere());
        append(line, "skipped", progress.counts().skipped());
        append(line, "rejected", progress.rejected());
        if (progress.rejected() > 0) {
            line.append("rejects", mark(progress.recordsFile())).append("reasons", mark(progress.reasonsFile()));
        }
        if (!progress.passedOver().isEmpty()) {
            line.append("passedOver", progress.passedOver());
        }
        return line;
    }

    private static void append(Document line, String name, long count) {
        if (count != 0) {
            line.append(name, count);
        }
    }

    private static Progress progress(Document line) {
        return new Progress(
                number(line, "end"),
                number(line, "line"),
                number(line, "records"),
                recovered(line.get("recovered", Document.class)),
                new Counts(
                        count(line, "inserted"),
                        count(line, "matched"),
                        count(line, "modified"),
                        count(line, "deleted"),
                        count(line, "alreadyThere"),
                        count(line, "skipped")),
                count(line, "rejected"),
                mark(line, "rejects"),
                mark(line, "reasons"),
                line.containsKey("passedOver")
                        ? line.getList("passedOver", Number.class).stream()
                                .map(Number::longValue)
                                .toList()
                        : List.of());
    }

    private static Recoveries recovered(@Nullable Document entry) {
        Map<Recovery, Long> counts = new EnumMap<>(Recovery.class);
        if (entry != null) {
            entry.keySet().forEach(kind -> counts.put(Recovery.valueOf(kind), number(entry, kind)));
        }
        return new Recoveries(counts);
    }

    private static List<Long> mark(FileMark mark) {
        return List.of(mark.length(), Integer.toUnsignedLong(mark.crc()));
    }

    private static FileMark mark(Document line, String name) {
        if (!line.containsKey(name)) {
            return FileMark.START;
        }
        List<Number> parts = line.getList(name, Number.class);
        return new FileMark(parts.get(0).longValue(), (int) parts.get(1).longValue());
    }

    static Document of(JournalHeader header) {
        return new Document("journal", VERSION)
                .append("operation", header.operation())
                .append("started", header.started().toString())
                .append("fingerprint", header.fingerprint())
                .append("server", of(header.server()))
                .append("database", header.database())
                .append("plan", header.plan().origin())
                .append("folder", header.plan().folder().toString())
                .append("planHash", header.plan().hash())
                .append("rejectsOf", header.rejectsOf())
                .append(
                        "collections",
                        header.collections().stream().map(JournalLines::of).toList());
    }

    private static Document of(ServerIdentity server) {
        return new Document("kind", server.kind())
                .append("version", server.version())
                .append("addresses", server.addresses());
    }

    private static ServerIdentity server(Document server) {
        return new ServerIdentity(
                server.getString("kind"), server.getString("version"), server.getList("addresses", String.class));
    }

    private static Document of(CollectionEntry collection) {
        return new Document("name", collection.name())
                .append("drop", collection.drop().name())
                .append("before", collection.state().count())
                .append("state", bytes(collection.state()))
                .append(
                        "sources",
                        collection.sources().stream().map(JournalLines::of).toList());
    }

    private static Document of(SourceEntry source) {
        Document entry = new Document("name", source.name())
                .append("rejects", source.rejects())
                .append("format", new Document(FormatText.toMap(source.format().pins())));
        SourceFingerprint fingerprint = source.fingerprint();
        if (source.place() != null && fingerprint != null) {
            entry.append("path", source.place())
                    .append("size", fingerprint.size())
                    .append("modified", fingerprint.modified().toString())
                    .append("hash", fingerprint.hash());
        }
        return entry;
    }

    private static JournalHeader header(Path file, Document line) {
        long version = number(line, "journal");
        if (version != VERSION) {
            throw new JournalException(file + ": was written by another version of Sluice (format " + version
                    + ", this one reads " + VERSION + "); go on with the one that began.");
        }
        try {
            return new JournalHeader(
                    line.getString("operation"),
                    Instant.parse(line.getString("started")),
                    (int) number(line, "fingerprint"),
                    server(line.get("server", Document.class)),
                    line.getString("database"),
                    new PlanEntry(
                            line.getString("plan"), Path.of(line.getString("folder")), line.getString("planHash")),
                    line.getString("rejectsOf"),
                    line.getList("collections", Document.class).stream()
                            .map(JournalLines::collection)
                            .toList());
        } catch (RuntimeException e) {
            throw damaged(file, 0, e);
        }
    }

    private static CollectionEntry collection(Document entry) {
        List<SourceEntry> sources = new ArrayList<>();
        entry.getList("sources", Document.class).forEach(source -> sources.add(source(source)));
        return new CollectionEntry(
                entry.getString("name"),
                Drop.valueOf(entry.getString("drop")),
                state(entry.getString("state")),
                sources);
    }

    private static SourceEntry source(Document entry) {
        String path = entry.getString("path");
        CsvFormat format = format(entry.get("format", Document.class));
        return path == null
                ? new SourceEntry(entry.getString("name"), entry.getString("rejects"), null, null, format)
                : new SourceEntry(
                        entry.getString("name"),
                        entry.getString("rejects"),
                        path,
                        new SourceFingerprint(
                                number(entry, "size"),
                                Instant.parse(entry.getString("modified")),
                                entry.getString("hash")),
                        format);
    }

    private static CsvFormat format(Document entry) {
        FormatPins.Builder pins = FormatPins.builder();
        for (FormatText part : FormatText.values()) {
            Object value = entry.get(part.key());
            if (value != null) {
                part.put(pins, value.toString());
            }
        }
        return FormatText.checked(pins).over(CsvFormat.DEFAULT);
    }

    /** As BSON: a validator may hold what JSON would read as another type. */
    private static String bytes(TargetState state) {
        Document document = new Document("options", state.options())
                .append("indexes", state.indexes())
                .append("count", state.count());
        try (BasicOutputBuffer out = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return Base64.getEncoder().encodeToString(out.toByteArray());
        }
    }

    private static TargetState state(String text) {
        try (BsonBinaryReader reader =
                new BsonBinaryReader(ByteBuffer.wrap(Base64.getDecoder().decode(text)))) {
            Document document = CODEC.decode(reader, DecoderContext.builder().build());
            return new TargetState(
                    document.get("options", new Document()),
                    document.getList("indexes", Document.class),
                    number(document, "count"));
        }
    }

    private static long number(Document document, String name) {
        return Objects.requireNonNull(document.get(name, Number.class), name).longValue();
    }

    private static long count(Document document, String name) {
        Number count = document.get(name, Number.class);
        return count == null ? 0 : count.longValue();
    }
}
