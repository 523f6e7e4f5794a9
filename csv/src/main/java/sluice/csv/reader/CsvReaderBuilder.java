package sluice.csv.reader;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvException;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.csv.TextEncoding;
import sluice.csv.sniff.Sample;
import sluice.csv.sniff.Sniffed;
import sluice.csv.sniff.Sniffer;

/** Collects how a source is read. Not thread-safe; can build any number of readers. */
public final class CsvReaderBuilder {
    /** Enough for the sniffer, and for any byte order mark. */
    private static final int HEAD_BYTES = 256 << 10;

    private CsvFormat format = CsvFormat.DEFAULT;
    private @Nullable FormatPins pins;
    private Parsing parsing = Parsing.STRICT;
    private Ragged ragged = Ragged.REJECT;

    CsvReaderBuilder() {}

    /** The format, declared. Default {@link CsvFormat#DEFAULT}: RFC 4180 in UTF-8 with one header row. */
    public CsvReaderBuilder format(CsvFormat value) {
        format = value;
        pins = null;
        return this;
    }

    /** The dialect; encoding and layout stay as they are. */
    public CsvReaderBuilder dialect(Dialect value) {
        return format(format.withDialect(value));
    }

    /** How many records name the columns, 0 for none; default 1. */
    public CsvReaderBuilder headerRows(int value) {
        CsvFormat.Layout layout = format.layout();
        return format(new CsvFormat(
                format.encoding(),
                format.dialect(),
                new CsvFormat.Layout(layout.preambleRows(), value, layout.footerRows())));
    }

    /**
     * Finds the format by looking at the source's first 256 KiB. If they can be read in several ways, the likeliest is
     * taken: ask {@link Sniffer} itself if you want to know.
     */
    public CsvReaderBuilder sniff() {
        return sniff(FormatPins.NONE);
    }

    /** As {@link #sniff()}, with some parts declared. */
    public CsvReaderBuilder sniff(FormatPins declared) {
        pins = declared;
        return this;
    }

    /** Whether records that break the dialect have a problem (the default) or are read as they were most likely meant. */
    public CsvReaderBuilder parsing(Parsing value) {
        parsing = value;
        return this;
    }

    /** What becomes of records that have not as many fields as the header; default: they stay as they are. */
    public CsvReaderBuilder ragged(Ragged value) {
        ragged = value;
        return this;
    }

    /**
     * A reader of a file.
     *
     * @throws CsvException if its header can't be found
     * @throws IOException if it can't be read
     */
    public CsvReader build(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return build(file.toString(), in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * A reader of a stream.
     *
     * @param name the source's name, for messages
     * @param in the source's bytes from its start; the reader closes it
     * @throws CsvException if its header can't be found
     * @throws IOException if it can't be read
     */
    public CsvReader build(String name, InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, HEAD_BYTES);
        byte[] head = head(buffered);
        Opening opening = new Opening(name, buffered, head, found(head), parsing, ragged);
        return opening.reader();
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(HEAD_BYTES);
        byte[] head = in.readNBytes(HEAD_BYTES);
        in.reset();
        return head;
    }

    private CsvFormat found(byte[] head) {
        if (pins != null) {
            Sample sample = head.length < HEAD_BYTES ? Sample.whole(head) : Sample.head(head);
            Sniffed sniffed = Sniffer.sniff(sample, pins);
            return sniffed.format();
        }
        var mark = TextEncoding.byteOrderMark(head);
        return mark == null ? format : new CsvFormat(mark.encoding(), format.dialect(), format.layout());
    }
}
