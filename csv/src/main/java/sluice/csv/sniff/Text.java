package sluice.csv.sniff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.csv.TextEncoding;

/**
 * A sample as UTF-8, without a byte order mark.
 *
 * @param head the source's beginning
 * @param whole whether it is all
 * @param middle whole lines from the middle, if there are any
 * @param tail whole lines from the end, if there are any
 */
record Text(byte[] head, boolean whole, Optional<byte[]> middle, Optional<byte[]> tail) {
    /** Of a bigger sample, no more is looked at. */
    private static final int MOST_BYTES = 256 << 10;

    static Text of(Sample sample, TextEncoding encoding) {
        byte[] head = sample.head();
        boolean whole = sample.whole() && head.length <= MOST_BYTES;
        byte[] utf8 = utf8(Arrays.copyOf(head, Math.min(head.length, MOST_BYTES)), encoding);
        return new Text(
                withoutMark(utf8),
                whole,
                sample.middle().map(part -> lines(part, encoding, false)).filter(lines -> lines.length > 0),
                sample.tail().map(part -> lines(part, encoding, true)).filter(lines -> lines.length > 0));
    }

    /** The lines after the head. */
    List<byte[]> later() {
        return Stream.of(middle, tail).flatMap(Optional::stream).toList();
    }

    /** All parts, one after the other: to see which characters occur. */
    byte[] all() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        later().forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The same without its first lines. */
    Text withoutLines(int lines) {
        return new Text(Arrays.copyOfRange(head, Lines.start(head, lines), head.length), whole, middle, tail);
    }

    /** The first bytes of the head, for a quick look: at least a few lines, and all of them if that is little. */
    byte[] beginning(int bytes) {
        if (head.length <= bytes || Lines.count(Arrays.copyOf(head, bytes), 0) < 20) {
            return head;
        }
        return Arrays.copyOf(head, bytes);
    }

    private static byte[] lines(Sample.Part part, TextEncoding encoding, boolean tail) {
        byte[] bytes = part.bytes();
        int skip = Math.floorMod(-part.offset(), encoding.unit());
        int start = Math.min(skip, bytes.length);
        if (tail && bytes.length - start > MOST_BYTES / 2) {
            start += (bytes.length - start - MOST_BYTES / 2) / 4 * 4;
        }
        int end = tail ? bytes.length : Math.min(bytes.length, start + MOST_BYTES / 2);
        byte[] utf8 = utf8(Arrays.copyOfRange(bytes, start, end), encoding);
        return Arrays.copyOfRange(utf8, Lines.after(utf8, 0), utf8.length);
    }

    private static byte[] withoutMark(byte[] utf8) {
        boolean marked = utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(utf8, 3, utf8.length) : utf8;
    }

    private static byte[] utf8(byte[] bytes, TextEncoding encoding) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length);
        byte[] block = new byte[8192];
        try (InputStream in = encoding.toUtf8(new ByteArrayInputStream(bytes))) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                text.write(block, 0, read);
            }
        } catch (IOException e) {
            // The text goes on in a way that can't be told back, which whoever reads it finds out.
        }
        return text.toByteArray();
    }
}
