package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

/** The scanners agree with each other, and each reads chunks as it reads the whole source. */
class ScannerPropertyTest {

    /** A text, how it is read, and how to cut it. */
    record Case(Dialect dialect, ReadRules rules, byte[] bytes, ChunkSize size, int readSize) {
        Case with(byte[] fewer) {
            return new Case(dialect, rules, fewer, size, readSize);
        }

        @Override
        public String toString() {
            return dialect + ", " + rules.parsing() + " " + rules.width() + " within " + rules.lookAhead() + ", " + size
                    + ", reads of " + readSize + ", bytes "
                    + new CsvText.Case(dialect, bytes, size, readSize);
        }
    }

    private static final Shrinker<Case> SHRINK = Shrinker.bytes().of(Case::bytes, Case::with);

    @Test
    void theFastScannerAgreesWithTheTokenScanner() {
        Property.named("the fast scanner agrees with the token scanner")
                .cases(30_000)
                .check(
                        gen -> random(gen, plain(gen), ReadRules.STRICT),
                        SHRINK,
                        one -> assertThat(rows(new FastScanner(one.dialect), one.bytes))
                                .isEqualTo(rows(new TokenScanner(one.dialect), one.bytes)));
    }

    @Test
    void chunksOfAnyDialectHoldTheSameRecords() {
        Property.named("chunks of any dialect hold the same records")
                .cases(30_000)
                .check(
                        gen -> random(gen, gen.chance(50) ? plain(gen) : tokens(gen), ReadRules.STRICT),
                        SHRINK,
                        ScannerPropertyTest::chunksAgree);
    }

    @Test
    void recoveryReadsChunksAsTheWholeSource() {
        Property.named("recovery reads chunks as the whole source")
                .cases(60_000)
                .check(
                        gen -> random(
                                gen,
                                gen.chance(60) ? plain(gen) : tokens(gen),
                                ReadRules.recover(gen.between(0, 4)).withLookAhead(gen.between(1, 60))),
                        SHRINK,
                        ScannerPropertyTest::chunksAgree);
    }

    @Test
    void recoveryReadsRegularTextAsStrictParsingDoes() {
        Property.named("recovery reads regular text as strict parsing does")
                .cases(20_000)
                .check(ScannerPropertyTest::regular, SHRINK, one -> {
                    List<CsvText.Read> strict = CsvText.read(one.dialect, ReadRules.STRICT, whole(one));
                    assertThat(CsvText.read(one.dialect, one.rules, whole(one))).isEqualTo(strict);
                });
    }

    private static void chunksAgree(Case one) {
        try {
            List<Chunk> chunks = new ArrayList<>();
            ChunkCutter cutter = new ChunkCutter(
                    "test.csv",
                    CsvText.slowly(one.bytes, one.readSize),
                    one.dialect,
                    one.rules,
                    TextEncoding.UTF_8,
                    new ChunkCutter.Place(0, 1));
            long end = 0;
            for (Chunk chunk = cutter.next(one.size); chunk != null; chunk = cutter.next(one.size)) {
                assertThat(chunk.offset()).isEqualTo(end);
                end = chunk.end();
                chunks.add(chunk);
            }
            assertThat(end).isEqualTo(one.bytes.length);
            assertThat(CsvText.read(one.dialect, one.rules, chunks))
                    .isEqualTo(CsvText.read(one.dialect, one.rules, whole(one)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Chunk> whole(Case one) {
        return List.of(CsvText.whole(one.bytes));
    }

    private static List<CsvText.Read> rows(Scanner scanner, byte[] bytes) {
        scanner.reset(bytes, 0, bytes.length, bytes.length, 1);
        List<CsvText.Read> rows = new ArrayList<>();
        while (scanner.next()) {
            scanner.record.offset = scanner.record.rawStart;
            rows.add(CsvText.read(scanner.record));
        }
        return rows;
    }

    private static Dialect plain(Gen gen) {
        Dialect.Builder builder = Dialect.builder()
                .delimiter(gen.oneOf(",", ";", "\t", "|"))
                .lineEnd(gen.oneOf(Dialect.ANY_LINE_END, Dialect.ANY_LINE_END, "\n", "\r"))
                .comment(gen.chance(20) ? '#' : Dialect.NONE);
        int quote = gen.oneOf((int) '"', (int) '"', (int) '\'', Dialect.NONE);
        builder.quote(quote);
        if (quote != Dialect.NONE && gen.chance(30)) {
            builder.escape(gen.oneOf((int) '\\', Dialect.NONE));
        }
        return builder.build();
    }

    private static Dialect tokens(Gen gen) {
        Dialect.Builder builder = Dialect.builder()
                .delimiter(gen.oneOf(",", "||", ", ", "|,|", "é"))
                .lineEnd(gen.oneOf(Dialect.ANY_LINE_END, "\r\n", ";\n", "x"))
                .comment(gen.chance(20) ? '#' : Dialect.NONE);
        int quote = gen.oneOf((int) '"', (int) 'é' + 1, Dialect.NONE);
        builder.quote(quote);
        if (gen.chance(30)) {
            builder.escape('\\');
        }
        return builder.blanks(gen.chance(40)).build();
    }

    private static Case random(Gen gen, Dialect dialect, ReadRules rules) {
        byte[] letters = ("a, \"\"\"\n\r;\\\t|'#xéê" + dialect.delimiter().repeat(3) + "\r\n").getBytes(UTF_8);
        byte[] bytes = new byte[gen.between(0, 150)];
        int plain = gen.between(0, 9);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = gen.between(0, 9) < plain ? (byte) 'y' : letters[gen.between(0, letters.length - 1)];
        }
        ChunkSize size = gen.chance(50) ? ChunkSize.bytes(gen.between(1, 64)) : ChunkSize.records(gen.between(1, 8));
        return new Case(dialect, rules, bytes, size, gen.between(1, 50));
    }

    /** Records of one width, well quoted. */
    private static Case regular(Gen gen) {
        int width = gen.between(1, 4);
        StringBuilder text = new StringBuilder();
        for (int row = gen.between(0, 8); row > 0; row--) {
            for (int i = 0; i < width; i++) {
                text.append(i == 0 ? "" : ",").append(cell(gen));
            }
            text.append('\n');
        }
        return new Case(
                Dialect.RFC_4180, ReadRules.recover(width), text.toString().getBytes(UTF_8), ChunkSize.bytes(1), 1);
    }

    private static String cell(Gen gen) {
        StringBuilder value = new StringBuilder();
        for (int i = gen.between(0, 5); i > 0; i--) {
            value.append(gen.oneOf("a", "b", ",", "\"", "\n", " "));
        }
        return value.length() == 0
                        || gen.chance(50)
                        || value.indexOf("\"") >= 0
                        || value.indexOf(",") >= 0
                        || value.indexOf("\n") >= 0
                ? "\"" + value.toString().replace("\"", "\"\"") + "\""
                : value.toString();
    }
}
