package sluice.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import sluice.convert.Conversion;
import sluice.convert.ConversionResult;
import sluice.convert.Tables;
import sluice.csv.ChunkSize;
import sluice.csv.CsvException;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.error.SluiceException;
import sluice.plan.CollectionPlan;
import sluice.plan.InvalidBytes;
import sluice.plan.RecordPolicy;
import sluice.source.SourceException;
import sluice.source.StandardInput;
import sluice.testkit.NaiveCsv;
import sluice.workers.StopSignal;

/**
 * The converter: its output is the same for any chunk size, another reader finds its records without a fault, and converting it
 * once more changes nothing. Input: chunk size, policy, tables, header rows, a dialect, then CSV.
 */
public final class ConverterTarget {
    private record Converted(byte[] clean, byte[] rejects, ConversionResult result) {
        List<Object> numbers() {
            return List.of(result.records(), result.rejected(), result.recoveries(), result.secondTable());
        }
    }

    private ConverterTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        ChunkSize size = ChunkSize.bytes(1 + input.choose(64));
        RecordPolicy policy = new RecordPolicy(
                input.oneOf(Parsing.values()), input.oneOf(Ragged.values()), input.oneOf(InvalidBytes.values()));
        Tables tables = input.oneOf(Tables.values());
        CsvFormat.Layout layout = new CsvFormat.Layout(0, input.choose(3), input.choose(2));
        Dialect dialect = input.choose(2) == 0 ? FuzzDialects.plain(input) : FuzzDialects.tokens(input);
        FormatPins pins = new CsvFormat(CsvFormat.DEFAULT.encoding(), dialect, layout).pins();
        byte[] csv = input.rest();
        Converted whole;
        try {
            whole = convert(csv, pins, policy, tables, ChunkSize.bytes(1 << 20));
        } catch (SluiceException | CsvException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        Converted inChunks = convert(csv, pins, policy, tables, size);
        assertThat(inChunks.clean).isEqualTo(whole.clean);
        assertThat(inChunks.rejects).isEqualTo(whole.rejects);
        assertThat(inChunks.numbers()).isEqualTo(whole.numbers());
        assertThat(NaiveCsv.read(new String(whole.clean, ISO_8859_1)))
                .noneMatch(NaiveCsv.Row::malformed)
                .extracting(row -> row.fields().size())
                .satisfies(widths -> assertThat(widths.stream().distinct()).hasSizeLessThan(2));
        if (policy.onInvalidBytes() == InvalidBytes.REPLACE && whole.clean.length > 0) {
            checkAgain(whole.clean, size);
        }
    }

    /** Clean CSV stays as it is. */
    private static void checkAgain(byte[] clean, ChunkSize size) {
        RecordPolicy strict = new RecordPolicy(Parsing.STRICT, Ragged.REJECT, InvalidBytes.REPLACE);
        FormatPins pins = CsvFormat.DEFAULT.pins().toBuilder().headerRows(0).build();
        try {
            assertThat(convert(clean, pins, strict, Tables.KEEP, size).clean).isEqualTo(clean);
        } catch (SourceException e) {
            // It happens to begin as a file of another format does.
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static Converted convert(byte[] csv, FormatPins pins, RecordPolicy policy, Tables tables, ChunkSize size) {
        CollectionPlan.Input read =
                CollectionPlan.Input.of(List.of("-")).withFormat(pins).withRecords(policy);
        CollectionPlan plan = CollectionPlan.of("rows", List.of("-")).with(read);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        ConversionResult result = new Conversion(
                        new StandardInput(new ByteArrayInputStream(csv)), plan, tables, 1, size)
                .run(out, rejects, new StopSignal());
        return new Converted(out.toByteArray(), rejects.toByteArray(), result);
    }
}
