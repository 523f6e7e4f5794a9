package sluice.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sluice.csv.ChunkSize;
import sluice.testkit.Gen;
import sluice.testkit.NaiveCsv;
import sluice.testkit.Property;

/** The scan against the same computation, made row after row with Strings. */
class ScanEquivalenceTest {

    /** A file and how it is scanned. */
    private record Case(String text, int workers, ChunkSize size) {
        static Case of(Gen gen) {
            StringBuilder text = new StringBuilder();
            for (String row : gen.list(60, Case::row)) {
                text.append(row).append(gen.oneOf("\n", "\r\n", "\r"));
            }
            ChunkSize size =
                    gen.chance(50) ? ChunkSize.records(gen.between(1, 10)) : ChunkSize.bytes(gen.between(1, 300));
            return new Case(text.toString(), gen.between(1, 4), size);
        }

        private static String row(Gen gen) {
            List<String> fields = new ArrayList<>();
            for (int i = gen.between(1, 4); i > 0; i--) {
                fields.add(field(gen));
            }
            fields.set(0, gen.oneOf("", "ao", "bAo", "\"a\no\"", "\"x\"\"ao\"", "ÄO", "\"ao\" bad"));
            return String.join(",", fields);
        }

        private static String field(Gen gen) {
            return gen.oneOf(
                    "0" + gen.between(0, 9) + "/1" + gen.between(0, 9) + "/201" + gen.between(0, 3),
                    gen.between(-99, 99) + "." + gen.between(0, 99),
                    String.valueOf(gen.anyLong()),
                    String.valueOf(gen.between(0, 9)),
                    "1e" + gen.between(-30, 30),
                    "\"two\r\nlines\"",
                    "x");
        }
    }

    @Test
    void theResultIsThatOfOneRowAfterTheOtherForAnyWorkersAndChunks() {
        Property.named("scan equals row after row").cases(300).check(Case::of, one -> {
            ScanResult result = ScanFixture.scan(
                    one.text,
                    List.of(),
                    query -> query.countWhere("contains(lower(1), \"ao\")")
                            .countBy("year(2, \"MM/dd/yyyy\"), upper(1)")
                            .measure(Measure.SUM, "3")
                            .measure(Measure.MIN, "3")
                            .measure(Measure.MAX, "3"),
                    one.workers,
                    one.size);

            assertThat(summary(result)).isEqualTo(expected(one.text));
        });
    }

    private static String summary(ScanResult result) {
        return result.rows() + " " + result.malformed() + " "
                + result.counts().get(0).rows() + " " + new TreeMap<>(grouped(result));
    }

    private static Map<String, String> grouped(ScanResult result) {
        Map<String, String> groups = new TreeMap<>();
        result.groupings().get(0).groups().forEach(group -> {
            String key =
                    group.values().get(0).shown() + "|" + group.values().get(1).shown();
            String measures = group.measures().stream()
                    .map(measure ->
                            measure == null ? "-" : measure.stripTrailingZeros().toString())
                    .toList()
                    .toString();
            groups.put(key, group.rows() + measures);
        });
        return groups;
    }

    private static String expected(String text) {
        long rows = 0;
        long malformed = 0;
        long ao = 0;
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<BigDecimal>> numbers = new TreeMap<>();
        for (NaiveCsv.Row row : NaiveCsv.read(text)) {
            rows++;
            if (row.malformed()) {
                malformed++;
                continue;
            }
            List<String> fields = row.fields();
            ao += fields.get(0).toLowerCase(Locale.ROOT).contains("ao") ? 1 : 0;
            String key = (fields.size() > 1 ? year(fields.get(1)) : "(none)") + "|"
                    + fields.get(0).toUpperCase(Locale.ROOT);
            counts.merge(key, 1L, Long::sum);
            List<BigDecimal> ofGroup = numbers.computeIfAbsent(key, k -> new ArrayList<>());
            if (fields.size() > 2 && fields.get(2).matches("[-]?\\d+(\\.\\d+)?(e-?\\d+)?")) {
                ofGroup.add(new BigDecimal(fields.get(2)));
            }
        }
        Map<String, String> groups = new TreeMap<>();
        counts.forEach((key, count) -> groups.put(key, count + measures(numbers.getOrDefault(key, List.of()))));
        return rows + " " + malformed + " " + ao + " " + groups;
    }

    private static String measures(List<BigDecimal> numbers) {
        String sum = numbers.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros()
                .toString();
        if (numbers.isEmpty()) {
            return List.of(sum, "-", "-").toString();
        }
        BigDecimal min = numbers.stream().min(BigDecimal::compareTo).orElseThrow();
        BigDecimal max = numbers.stream().max(BigDecimal::compareTo).orElseThrow();
        return List.of(
                        sum,
                        min.stripTrailingZeros().toString(),
                        max.stripTrailingZeros().toString())
                .toString();
    }

    private static String year(String field) {
        return field.matches("0[1-9]/1\\d/201\\d") ? field.substring(6) : "(none)";
    }
}
