package sluice.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;
import sluice.csv.sniff.Candidate;
import sluice.csv.sniff.Doubt;
import sluice.csv.sniff.Finding;
import sluice.csv.sniff.FormatPart;
import sluice.csv.sniff.Origin;
import sluice.csv.sniff.Sample;
import sluice.csv.sniff.Sniffed;
import sluice.csv.sniff.Sniffer;
import sluice.csv.sniff.Sureness;
import sluice.plan.CollectionPlan;
import sluice.source.FileSource;
import sluice.source.Source;
import sluice.source.SourceException;

/** Finds the format of a source by looking at its head, a middle and its tail. */
public final class FormatFinder {
    /** How much of a source's start is looked at. */
    static final int HEAD_BYTES = 256 << 10;

    private static final int PART_BYTES = 96 << 10;

    private FormatFinder() {}

    /**
     * What a source's bytes tell of its format, whether it can be loaded so or not.
     *
     * @param head its first {@value #HEAD_BYTES} bytes, or all there are
     * @throws IOException if it can't be read
     */
    public static Sniffed look(Source source, byte[] head, FormatPins pins) throws IOException {
        return Sniffer.sniff(sample(source, head), pins);
    }

    /**
     * The first bytes of a source.
     *
     * @throws IOException if they can't be read
     */
    public static byte[] head(InputStream stream) throws IOException {
        return stream.readNBytes(HEAD_BYTES);
    }

    /**
     * The format in which a load reads a source.
     *
     * @throws SourceException if what was found is in doubt, and nothing that is declared settles it
     * @throws IOException if it can't be read
     */
    static FoundFormat find(Source source, byte[] head, CollectionPlan plan) throws IOException {
        FormatPins pins = plan.input().format();
        if (pins.isComplete()) {
            return new FoundFormat(pins.over(CsvFormat.DEFAULT), null);
        }
        Likeliest likeliest = likeliest(source, head, plan);
        Sniffed found = likeliest.evidence();
        if (found.doubt().isPresent()) {
            throw new SourceException(DoubtText.of(source.name(), found.doubt().get()));
        }
        if (likeliest.headerMissing()) {
            throw new SourceException(source.name() + ": has no header, it seems: "
                    + found.finding(FormatPart.HEADER).because()
                    + ". Name the columns with --columns (header: [...] in a plan), or say --no-header (header: false) to"
                    + " call them c1, c2 and so on, or --header-rows 1 (header: true) if the first row is a header.");
        }
        return new FoundFormat(likeliest.format(), found);
    }

    /**
     * The likeliest format of a source, in doubt or not.
     *
     * @param head its first {@value #HEAD_BYTES} bytes, or all there are
     * @throws IOException if it can't be read
     */
    public static Likeliest likeliest(Source source, byte[] head, CollectionPlan plan) throws IOException {
        FormatPins pins = plan.input().format();
        List<String> names = plan.columnNames();
        Sample sample = sample(source, head);
        Sniffed looked = look(sample, pins, names);
        Sniffed found = isHeaderOpen(looked) ? withHeader(sample, looked, plan) : looked;
        CsvFormat format = names == null ? found.format() : withNames(found, names);
        boolean headerMissing =
                names == null && pins.headerRows() == null && format.layout().headerRows() == 0 && head.length > 0;
        return new Likeliest(format, found, headerMissing);
    }

    /**
     * A format that may be in doubt.
     *
     * @param format the likeliest format
     * @param evidence what was seen, and the doubt if there is one
     * @param headerMissing whether the first row is a record like the others, and nobody has said so
     */
    public record Likeliest(CsvFormat format, Sniffed evidence, boolean headerMissing) {}

    /** What the bytes tell; if the columns are named, a delimiter that gives as many is the one. */
    private static Sniffed look(Sample sample, FormatPins pins, @Nullable List<String> names) {
        Sniffed found = Sniffer.sniff(sample, pins);
        if (names == null || pins.delimiter() != null) {
            return found;
        }
        Optional<Candidate> fitting = found.candidates().stream()
                .filter(candidate -> candidate.evidence().width() == names.size())
                .findFirst();
        boolean settled = fitting.isEmpty()
                || (found.doubt().isEmpty()
                        && fitting.get()
                                .dialect()
                                .delimiter()
                                .equals(found.format().dialect().delimiter()));
        return settled
                ? found
                : Sniffer.sniff(
                        sample,
                        pins.toBuilder()
                                .delimiter(fitting.get().dialect().delimiter())
                                .build());
    }

    /** Whether nothing but names could tell whether the first row is a header: all columns are text. */
    private static boolean isHeaderOpen(Sniffed found) {
        return found.doubt().filter(doubt -> doubt.kind() == Doubt.Kind.HEADER).isPresent()
                && found.finding(FormatPart.HEADER).origin() == Origin.DEFAULT;
    }

    /** The same once the plan's names have told: names for a header say that there is one, others are in it or not. */
    private static Sniffed withHeader(Sample sample, Sniffed found, CollectionPlan plan) {
        List<String> names = plan.columnNames();
        boolean relabelled = plan.input().relabel() != null;
        if (names == null && !relabelled) {
            return found;
        }
        boolean header = relabelled || (names != null && resemble(found.headerNames(), names));
        FormatPins pins = found.doubt().orElseThrow().readings().get(0).pins();
        return Sniffer.sniff(sample, pins.toBuilder().headerRows(header ? 1 : 0).build());
    }

    /** The format of a source whose columns are named: a header that it has all the same is passed over. */
    private static CsvFormat withNames(Sniffed found, List<String> names) {
        Finding header = found.finding(FormatPart.HEADER);
        CsvFormat.Layout layout = found.format().layout();
        boolean declared = header.origin() == Origin.PINNED;
        boolean sure = header.sureness() == Sureness.SURE && header.origin() == Origin.FOUND;
        boolean header1 = layout.headerRows() > 0 && (declared || sure || resemble(found.headerNames(), names));
        return new CsvFormat(
                found.format().encoding(),
                found.format().dialect(),
                new CsvFormat.Layout(layout.preambleRows(), header1 ? layout.headerRows() : 0, layout.footerRows()));
    }

    /** Whether at least half of the names in a header are names that were given, but for case and punctuation. */
    private static boolean resemble(List<String> header, List<String> names) {
        List<String> given = names.stream().map(FormatFinder::letters).toList();
        long same = header.stream()
                .map(FormatFinder::letters)
                .filter(name -> !name.isEmpty() && given.contains(name))
                .count();
        return same > 0 && 2 * same >= header.size();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static Sample sample(Source source, byte[] head) throws IOException {
        if (head.length < HEAD_BYTES) {
            return Sample.whole(head);
        }
        long size = source instanceof FileSource ? source.size() : -1;
        if (size < HEAD_BYTES + 2L * PART_BYTES) {
            return Sample.head(head);
        }
        long middle = (size - HEAD_BYTES - PART_BYTES) / 2 + HEAD_BYTES - PART_BYTES / 2;
        return new Sample(head, false, part(source, middle), part(source, size - PART_BYTES));
    }

    /** Some bytes of a source; their place is a multiple of 4, so that no character of UTF-16 or UTF-32 is cut. */
    private static Optional<Sample.Part> part(Source source, long at) throws IOException {
        long offset = at / Integer.BYTES * Integer.BYTES;
        try (InputStream in = source.open(offset)) {
            return Optional.of(new Sample.Part(offset, in.readNBytes(PART_BYTES + Integer.BYTES)));
        }
    }

    /**
     * A format.
     *
     * @param format the format
     * @param evidence what was seen, or null if everything was declared
     */
    record FoundFormat(CsvFormat format, @Nullable Sniffed evidence) {}
}
