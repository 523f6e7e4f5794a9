package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Sources that are built to hurt: each has a clear end, and takes no more memory than a record may have. */
class HostileInputTest {
    private static final int MIB = 1 << 20;

    /** The same bytes again and again, which are nowhere as a whole. */
    private static final class Repeated extends InputStream {
        private final byte[] unit;
        private long left;
        private int at;

        Repeated(String text, long length) {
            unit = text.getBytes(UTF_8);
            left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, unit.length - at), left);
            System.arraycopy(unit, at, target, offset, count);
            at = (at + count) % unit.length;
            left -= count;
            return count;
        }

        long left() {
            return left;
        }
    }

    @Test
    void aQuoteThatIsNeverClosedInAGibibyteEndsAtTheLimit() {
        Repeated rest = new Repeated("x,y\n".repeat(4096), 1L << 30);
        ChunkCutter cutter = cutter(new SequenceInputStream(in("a,b\n1,\""), rest), Dialect.RFC_4180);
        assertThatThrownBy(() -> records(cutter))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("line 2 (byte 4)")
                .hasMessageContaining("within 64 MiB");
        // Not much more was read than the limit: the rest is of no interest.
        assertThat((1L << 30) - rest.left()).isLessThan(130L * MIB);
    }

    @Test
    void aLineOfAGibibyteEndsAtTheLimit() {
        Repeated line = new Repeated("x".repeat(65_536), 1L << 30);
        assertThatThrownBy(() -> records(cutter(line, Dialect.RFC_4180)))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("line 1 (byte 0)");
        assertThat((1L << 30) - line.left()).isLessThan(130L * MIB);
    }

    @Test
    void aMillionColumnsAreColumns() {
        CsvParser parser = new CsvParser(Dialect.RFC_4180);
        parser.reset(CsvText.whole(("1" + ",2".repeat(999_999) + "\n3\n").getBytes(UTF_8)));
        assertThat(parser.next()).isTrue();
        assertThat(parser.record().fieldCount()).isEqualTo(1_000_000);
        assertThat(parser.record().string(999_999, UTF_8)).isEqualTo("2");
        assertThat(parser.next()).isTrue();
        assertThat(parser.record().fieldCount()).isEqualTo(1);
    }

    @Test
    void aNameOfAMebibyteIsAName() {
        CsvParser parser = new CsvParser(Dialect.RFC_4180);
        parser.reset(CsvText.whole(("a".repeat(MIB) + ",\"" + "b\"\"".repeat(MIB) + "\"\n").getBytes(UTF_8)));
        assertThat(parser.next()).isTrue();
        assertThat(parser.record().string(0, UTF_8)).hasSize(MIB);
        assertThat(parser.record().string(1, UTF_8)).hasSize(2 * MIB);
    }

    @Test
    void zeroBytesAreText() throws IOException {
        byte[] zeros = new byte[MIB];
        zeros[MIB / 2] = '\n';
        CsvParser parser = new CsvParser(Dialect.RFC_4180);
        parser.reset(CsvText.whole(zeros));
        assertThat(parser.next()).isTrue();
        assertThat(parser.record().end(0)).isEqualTo(MIB / 2);
        assertThat(records(cutter(new ByteArrayInputStream(zeros), Dialect.RFC_4180)))
                .isEqualTo(2);
    }

    @Test
    void moreBlankLinesThanARecordMayHaveBytesAreNoRecord() throws IOException {
        Repeated blank = new Repeated("\n".repeat(65_536), 80L * MIB);
        assertThat(records(cutter(new SequenceInputStream(blank, in("a\n")), Dialect.RFC_4180)))
                .isEqualTo(1);
    }

    @Test
    void moreCommentsThanARecordMayHaveBytesAreNoRecord() throws IOException {
        Dialect dialect = Dialect.builder().comment('#').build();
        for (String comments : Arrays.asList("# x\n".repeat(16_384), "#,\"\r\n".repeat(16_384))) {
            Repeated lines = new Repeated(comments, comments.length() * (80L * MIB / comments.length()));
            assertThat(records(cutter(new SequenceInputStream(lines, in("a\n")), dialect)))
                    .isEqualTo(1);
        }
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static ChunkCutter cutter(InputStream in, Dialect dialect) {
        return new ChunkCutter("hostile.csv", in, dialect, 0);
    }

    private static long records(ChunkCutter cutter) throws IOException {
        CsvParser parser =
                new CsvParser(Dialect.RFC_4180.toBuilder().comment('#').build());
        long records = 0;
        for (Chunk chunk = cutter.next(ChunkSize.bytes(MIB));
                chunk != null;
                chunk = cutter.next(ChunkSize.bytes(MIB))) {
            parser.reset(chunk);
            while (parser.next()) {
                records++;
            }
        }
        return records;
    }
}
