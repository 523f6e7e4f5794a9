package sluice.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;
import sluice.plan.CollectionPlan;
import sluice.source.StandardInput;
import sluice.testkit.NaiveCsv;
import sluice.workers.StopSignal;

/**
 * What a conversion in memory gave.
 *
 * @param bytes the clean CSV
 * @param rejects the bytes of what was left out
 * @param result the numbers
 */
record Converted(byte[] bytes, byte[] rejects, ConversionResult result) {

    /** Converts bytes. */
    static Converted of(byte[] source, CollectionPlan.Input input, int workers, @Nullable ChunkSize size) {
        return of(source, new ReadAs(input, Tables.KEEP), workers, size);
    }

    /** Converts bytes. */
    static Converted of(byte[] source, ReadAs read, int workers, @Nullable ChunkSize size) {
        CollectionPlan.Input input = read.input();
        CollectionPlan plan = CollectionPlan.of("rows", List.of("-")).with(input.withFiles(List.of("-")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        Conversion conversion =
                new Conversion(new StandardInput(new ByteArrayInputStream(source)), plan, read.tables(), workers, size);
        ConversionResult result = conversion.run(out, rejects, new StopSignal());
        return new Converted(out.toByteArray(), rejects.toByteArray(), result);
    }

    /** The clean CSV. */
    String text() {
        return new String(bytes, UTF_8);
    }

    /** Its records, as another reader finds them. */
    List<List<String>> rows() {
        return NaiveCsv.read(new String(bytes, ISO_8859_1)).stream()
                .map(row -> row.fields().stream()
                        .map(cell -> new String(cell.getBytes(ISO_8859_1), UTF_8))
                        .toList())
                .toList();
    }
}
