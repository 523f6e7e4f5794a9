import java.io.IOException;
import java.nio.file.Path;
import sluice.csv.CsvRecord;
import sluice.csv.reader.CsvReader;

/** Adds up a column of whole numbers of a CSV file, whatever its delimiter, encoding and preamble are. */
public final class SumColumn {
    private SumColumn() {}

    /** Takes the path of a file and the name of a column. */
    public static void main(String[] args) throws IOException {
        long sum = 0;
        try (CsvReader reader = CsvReader.builder().sniff().build(Path.of(args[0]))) {
            int column = reader.column(args[1]);
            for (CsvRecord record : reader) {
                sum += Long.parseLong(reader.text(record, column));
            }
        }
        System.out.println(sum);
    }
}
