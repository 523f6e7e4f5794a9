import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvParser;
import sluice.csv.Dialect;

/** Counts the records of a CSV file, and those that are malformed, with the parser alone. */
public final class CountRows {
    private CountRows() {}

    /** Takes the path of a file. */
    public static void main(String[] args) throws IOException {
        long records = 0;
        long malformed = 0;
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            ChunkCutter cutter = new ChunkCutter(args[0], in, Dialect.RFC_4180, 0);
            CsvParser parser = new CsvParser(Dialect.RFC_4180);
            for (Chunk chunk = next(cutter); chunk != null; chunk = next(cutter)) {
                parser.reset(chunk);
                while (parser.next()) {
                    records++;
                    malformed += parser.record().problem() == null ? 0 : 1;
                }
            }
        }
        System.out.println(records + " records, " + malformed + " malformed");
    }

    private static Chunk next(ChunkCutter cutter) throws IOException {
        return cutter.next(ChunkSize.bytes(1 << 20));
    }
}
