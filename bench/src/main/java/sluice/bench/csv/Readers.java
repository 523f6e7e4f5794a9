package sluice.bench.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.univocity.parsers.csv.CsvParserSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvFactory;

/** The other parsers, each as fast as its documentation says it can be used. All of them make a String per field. */
final class Readers {
    private Readers() {}

    /** The number of characters in all fields. */
    static long fastCsv(byte[] file) throws IOException {
        long sum = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text(file))) {
            for (CsvRecord record : reader) {
                for (int i = 0; i < record.getFieldCount(); i++) {
                    sum += record.getField(i).length();
                }
            }
        }
        return sum;
    }

    static long univocity(byte[] file) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setReadInputOnSeparateThread(false);
        settings.setMaxColumns(1000);
        settings.setEmptyValue("");
        settings.setNullValue("");
        com.univocity.parsers.csv.CsvParser parser = new com.univocity.parsers.csv.CsvParser(settings);
        parser.beginParsing(text(file));
        long sum = 0;
        for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
            for (String field : row) {
                sum += field.length();
            }
        }
        return sum;
    }

    static long jackson(byte[] file) {
        long sum = 0;
        try (JsonParser parser = CsvFactory.builder()
                .enable(tools.jackson.dataformat.csv.CsvReadFeature.WRAP_AS_ARRAY)
                .build()
                .createParser(tools.jackson.core.ObjectReadContext.empty(), file)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    sum += parser.getString().length();
                }
            }
        }
        return sum;
    }

    static long commonsCsv(byte[] file) throws IOException {
        long sum = 0;
        try (CSVParser parser = CSVFormat.RFC4180.parse(text(file))) {
            for (CSVRecord row : parser) {
                for (String field : row) {
                    sum += field.length();
                }
            }
        }
        return sum;
    }

    private static Reader text(byte[] file) {
        return new InputStreamReader(new ByteArrayInputStream(file), UTF_8);
    }
}
