package sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HpnortonTest {

    @TempDir
    private Path directory;

    @Test
    void headersAreTheOnesOfTheDataSet() throws IOException {
        DataSets.hpnorton(GenerateOptions.into(directory).rows(2).build());

        assertThat(Files.readAllLines(directory.resolve("customers.csv")).get(0))
                .isEqualTo("user_id,Name,Last_name,Home_address,Phone_number,Email_address,Status,Credit_limit");
        assertThat(Files.readAllLines(directory.resolve("product.csv")).get(0))
                .isEqualTo("product_id,description,product_type,quantity_available");
        assertThat(Files.readAllLines(directory.resolve("rental.csv")).get(0))
                .isEqualTo("user_id,name,address,phone_number,email,product_id");
    }

    @Test
    void summariesComeInLoadingOrder() {
        assertThat(DataSets.hpnorton(GenerateOptions.into(directory).rows(2).build()))
                .extracting(s -> s.file().getFileName().toString())
                .containsExactly("customers.csv", "product.csv", "rental.csv");
    }

    @Test
    void idsCountUpFromOne() throws IOException {
        DataSets.hpnorton(GenerateOptions.into(directory).rows(1200).build());

        List<NaiveCsv.Row> customers = rows("customers.csv");
        List<NaiveCsv.Row> products = rows("product.csv");

        for (int i = 0; i < 1200; i++) {
            assertThat(customers.get(i).get(0)).isEqualTo("C%06d", i + 1);
            assertThat(products.get(i).get(0)).isEqualTo("P%06d", i + 1);
        }
    }

    @Test
    void rentalsReferToCustomersAndProductsThatLoad() throws IOException {
        DataSets.hpnorton(GenerateOptions.into(directory)
                .rows(2000)
                .duplicateKeys(0.2)
                .badRows(0.2)
                .quotedNewlines(0.2)
                .nonAscii(0.2)
                .build());
        Map<String, NaiveCsv.Row> customers = new HashMap<>();
        rows("customers.csv").stream().filter(r -> !r.bad(8)).forEach(r -> customers.putIfAbsent(r.get(0), r));
        Map<String, NaiveCsv.Row> products = new HashMap<>();
        rows("product.csv").stream().filter(r -> !r.bad(4)).forEach(r -> products.putIfAbsent(r.get(0), r));

        assertThat(rows("rental.csv").stream().filter(r -> !r.bad(6)))
                .hasSize(1600)
                .allSatisfy(rental -> {
                    assertThat(products).containsKey(rental.get(5));
                    assertThat(customers).containsKey(rental.get(0));
                    NaiveCsv.Row customer = Objects.requireNonNull(customers.get(rental.get(0)));
                    assertThat(rental.fields().subList(1, 5))
                            .containsExactly(
                                    customer.get(1) + " " + customer.get(2),
                                    customer.get(3),
                                    customer.get(4),
                                    customer.get(5));
                });
    }

    @Test
    void someRentALotAndSomeNothing() throws IOException {
        DataSets.hpnorton(GenerateOptions.into(directory).rows(1000).build());

        Map<String, Long> perUser =
                rows("rental.csv").stream().collect(Collectors.groupingBy(r -> r.get(0), Collectors.counting()));

        assertThat(perUser).hasSize(500);
        assertThat(perUser.values()).anyMatch(n -> n >= 9);
    }

    @Test
    void pairsAreUniqueDownToASingleRow() throws IOException {
        for (int n = 1; n < 40; n++) {
            DataSets.hpnorton(
                    GenerateOptions.into(directory).rows(n).seed(n).force(true).build());

            assertThat(rows("rental.csv").stream().map(r -> r.get(0) + r.get(5)).distinct())
                    .hasSize(n);
        }
    }

    @Test
    void valuesArePlausible() throws IOException {
        DataSets.hpnorton(GenerateOptions.into(directory).rows(2000).build());

        assertThat(rows("customers.csv")).allSatisfy(r -> {
            assertThat(r.get(4)).matches("\\d{3}-555-01\\d\\d");
            assertThat(r.get(5)).matches("[a-z0-9.]+@example\\.(com|org|net)");
            assertThat(r.get(6)).isIn("Active", "Inactive");
            assertThat(r.get(7)).matches("\\d+");
        });
        assertThat(rows("customers.csv")).anyMatch(r -> r.get(3).contains(","));
        assertThat(rows("product.csv")).allSatisfy(r -> {
            assertThat(r.get(1)).isNotBlank();
            assertThat(r.get(2)).isNotBlank();
            assertThat(r.get(3)).matches("\\d+");
        });
        assertThat(rows("product.csv")).anyMatch(r -> r.get(3).equals("0"));
        assertThat(Files.size(directory.resolve("customers.csv")) / 2000).isBetween(98L, 110L);
    }

    @Test
    void idsGrowADigitBeyondAMillion() throws IOException {
        Path file = directory.resolve("ids");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            RowWriter out = new RowWriter(channel, new Table.Shape("ids", "one,two", 1), false);
            out.begin(null);
            Customers.id(999_998, out).field();
            Customers.id(999_999, out).field();
            out.end();
            out.flush();
        }

        assertThat(file).hasContent("C999999,C1000000");
    }

    private List<NaiveCsv.Row> rows(String file) throws IOException {
        List<NaiveCsv.Row> rows = NaiveCsv.read(directory.resolve(file));
        return rows.subList(1, rows.size());
    }
}
