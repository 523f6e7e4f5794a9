package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** HPNorton's flags, point by point, on a real mongod and on the embedded server. */
final class HpnortonIT {
    private static final String CUSTOMERS = """
            user_id,Name,Last_name,Home_address,Phone_number,Email_address,Status,Credit_limit
            C1,Ann,Lee,"1 Way, Town",555,ann@x,Active,100
            C2,Bob,Ray,2 Way,556,bob@x,Inactive,200
            C1,Eve,Twice,3 Way,557,eve@x,Active,300
            C3,Cid,Moe,4 Way,558,cid@x,Active,400""";
    private static final String PRODUCTS = """
            product_id,description,product_type,quantity_available
            P1,chair,office,3
            P2,lamp,lighting,0
            P3,desk,office,010
            P4,sofa,livingroom,-1
            """;
    private static final String RENTALS = """
            user_id,name,address,phone_number,email,product_id
            C1,Ann,1 Way,555,ann@x,P1
            C1,Ann,1 Way,555,ann@x,P2
            C2,Bob,2 Way,556,bob@x,P1
            C1,Ann,1 Way,555,ann@x,P1
            """;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @RegisterExtension
    final TestDatabase database = TestDatabase.on(RealMongod.shared());

    @BeforeEach
    void inItsFolder() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), CUSTOMERS);
        Files.writeString(folder.resolve("product.csv"), PRODUCTS);
        Files.writeString(folder.resolve("rental.csv"), RENTALS);
        Files.writeString(
                folder.resolve("settings.yaml"),
                "database: " + database.name() + "\nhost: 127.0.0.1:"
                        + RealMongod.shared().port() + "\n");
    }

    private Sluice.Result run(boolean real, String... flags) {
        List<String> all = new ArrayList<>();
        if (real) {
            all.addAll(List.of("--settings", "settings.yaml"));
        }
        all.addAll(List.of(flags));
        return sluice.runHpnorton(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFilesAreLoadedInEitherOrderWithTheSameResult(boolean real) {
        for (String order : List.of("--linear", "--parallel")) {
            Sluice.Result result =
                    run(real, "--drop-database", "--json", order, "customers.csv", "rental.csv", "product.csv");
            // Drop first: so it stands in the contract. A duplicate fails, and the rest goes on.
            assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
            String json = result.out()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .orElseThrow();
            Document results = Document.parse(json);
            assertThat(results.keySet()).containsExactly("customers", "rental", "product");
            assertThat(counts(results, "customers")).isEqualTo("3 1 3");
            assertThat(counts(results, "rental")).isEqualTo("3 1 3");
            assertThat(counts(results, "product")).isEqualTo("4 0 4");
        }
        if (real) {
            assertThat(database.documents("customers").get(0))
                    .containsEntry("user_id", "C1")
                    .containsEntry("Credit_limit", "100");
            assertThat(indexes("customers")).contains(List.of("user_id"));
            assertThat(indexes("rental")).contains(List.of("user_id", "product_id"));
        }
    }

    private static String counts(Document results, String collection) {
        Document one = results.get(collection, Document.class);
        assertThat(one.keySet()).containsExactly("success", "fail", "total_records", "elapsed");
        return one.get("success") + " " + one.get("fail") + " " + one.get("total_records");
    }

    private List<List<String>> indexes(String collection) {
        List<List<String>> fields = new ArrayList<>();
        database.collection(collection).listIndexes().forEach(index -> {
            if (index.getBoolean("unique", false)) {
                fields.add(List.copyOf(index.get("key", Document.class).keySet()));
            }
        });
        return fields;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsQuestionsAreAnsweredByIdAndWithoutTheServersIds(boolean real) {
        run(real, "--parallel", "customers.csv", "rental.csv", "product.csv");

        Document products = Document.parse(run(real, "--all-products").out());
        assertThat(products.keySet()).containsExactly("P1", "P2", "P3", "P4");
        assertThat(products.get("P1"))
                .isEqualTo(new Document("description", "chair")
                        .append("product_type", "office")
                        .append("quantity_available", "3"));
        assertThat(Document.parse(run(real, "--available-products").out()).keySet())
                .containsExactly("P1", "P3");
        assertThat(Document.parse(run(real, "--all-customers").out()).get("C1", Document.class))
                .containsEntry("Name", "Ann")
                .containsEntry("Home_address", "1 Way, Town")
                .hasSize(7);
        Document rentals = Document.parse(run(real, "--all-rentals").out());
        assertThat(rentals.keySet()).containsExactly("C1", "C2");
        assertThat(rentals.getList("C1", Document.class))
                .extracting(one -> one.get("product_id"))
                .containsExactly("P1", "P2");
        assertThat(run(real, "--rentals-for-customer", "C1").out().replaceAll("\\s*\\n\\s*", ""))
                .satisfies(text -> assertThat(BsonArray.parse(text))
                        .containsExactly(
                                BsonArray.parse("[{product_id: 'P1', description: 'chair', product_type: 'office'}]")
                                        .get(0),
                                BsonArray.parse("[{product_id: 'P2', description: 'lamp', product_type: 'lighting'}]")
                                        .get(0)));
        assertThat(BsonArray.parse(
                        run(real, "--customers-renting-product", "P1").out()))
                .extracting(one -> one.asDocument().getString("user_id").getValue())
                .containsExactly("C1", "C2");
        assertThat(run(real, "--customers-renting-product", "P1").out()).doesNotContain("_id\": {");
        assertThat(run(real, "--rentals-for-customer", "{\"$gt\":\"\"}").out().strip())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void collectionsAndDatabaseAreDropped(boolean real) {
        run(real, "--linear", "customers.csv", "product.csv");
        assertThat(run(real, "--drop-collections").out()).contains("customers", "product");
        assertThat(run(real, "--all-customers").out().strip()).isEqualTo("{}");
        run(real, "--linear", "customers.csv");
        // Several at once: the questions come first, as in the contract.
        assertThat(run(real, "--drop-database", "--all-customers").out())
                .containsSubsequence("\"C1\"", "Dropped the database");
        assertThat(run(real, "--all-customers").out().strip()).isEqualTo("{}");
    }

    @Test
    void filesOfOneNameGoIntoOneCollection() throws IOException {
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("more/product.csv"), PRODUCTS.replace("P4,", "P5,"));
        Sluice.Result result = run(true, "--json", "--parallel", "product.csv", "more/product.csv");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(counts(Document.parse(result.out()), "product")).isEqualTo("5 3 5");
        assertThat(indexes("product")).contains(List.of("product_id"));
        assertThat(run(true, "--linear", "-").err()).contains("has no name that a collection could take");
    }

    @Test
    void theLogCanBeLeftOut() throws IOException {
        run(true, "--disable-log", "--linear", "product.csv");
        assertThat(sluice.operation().resolve("operation.log")).doesNotExist();
        assertThat(Files.readString(sluice.operation().resolve("summary.json"))).contains("completed");
    }

    @Test
    void theDataFolderIsSwitchedBetweenHeadAndAllRows() throws IOException {
        assertThat(run(false, "--dataset", "full").exitCode()).isZero();
        assertThat(Files.readAllLines(folder.resolve("data/customers.csv"))).hasSize(10_001);
        assertThat(run(false, "--dataset", "head").exitCode()).isZero();
        for (String file : List.of("customers.csv", "rental.csv", "product.csv")) {
            assertThat(Files.readAllLines(folder.resolve("data").resolve(file))).hasSize(10);
        }
        Sluice.Result result = run(false, "--parallel", "data/customers.csv", "data/rental.csv", "data/product.csv");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("rental: success 9, fail 0, total_records 9, elapsed 0.");
    }

    @Test
    void somebodysOwnDataIsNotOverwritten() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("customers.csv"), "mine\n1\n");
        for (String rows : List.of("head", "full")) {
            Sluice.Result refused = run(false, "--dataset", rows);
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("customers.csv is no copy of", "overwrite it with --force");
            assertThat(data).isDirectoryContaining(file -> file.endsWith("customers.csv"));
            assertThat(Files.readString(data.resolve("customers.csv"))).isEqualTo("mine\n1\n");
        }
        assertThat(run(false, "--dataset", "head", "--force").exitCode()).isZero();
        for (String name : List.of("customers", "rental", "product")) {
            assertThat(data.resolve(name + ".csv")).hasSameBinaryContentAs(data.resolve(name + "-head.csv"));
            assertThat(Files.readAllLines(data.resolve(name + "-full.csv")))
                    .hasSize(10_001)
                    .startsWith(
                            Files.readAllLines(data.resolve(name + "-head.csv")).toArray(String[]::new));
        }
    }

    @Test
    void theHeadAndFullFilesThatAreThereAreWhatIsCopied() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String name : List.of("customers", "rental", "product")) {
            Files.writeString(data.resolve(name + "-head.csv"), name + "\nhead\n");
            Files.writeString(data.resolve(name + "-full.csv"), name + "\nfull\n");
            Files.writeString(data.resolve(name + ".csv"), name + "\nfull\n");
        }
        for (String rows : List.of("head", "full", "head")) {
            assertThat(run(false, "--dataset", rows).exitCode()).isZero();
            for (String name : List.of("customers", "rental", "product")) {
                assertThat(data.resolve(name + ".csv")).hasContent(name + "\n" + rows + "\n");
            }
        }
        assertThat(data.toFile().list()).hasSize(9);
        Files.delete(data.resolve("rental-full.csv"));
        Sluice.Result refused = run(false, "--dataset", "full");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("rental-full.csv: is missing");
        assertThat(data.resolve("customers.csv")).hasContent("customers\nhead\n");
    }

    @Test
    void itsHelpHasExactlyTheFlags() {
        for (String flag : List.of("-h", "--help")) {
            assertThat(run(false, flag).out())
                    .contains(
                            "--all-products",
                            "--all-customers",
                            "--all-rentals",
                            "--available-products",
                            "--drop-collections",
                            "--drop-database",
                            "--disable-log",
                            "--rentals-for-customer=USER_ID",
                            "--customers-renting-product=PRODUCT_ID",
                            "--parallel=FILE...",
                            "--linear=FILE...",
                            "-h, --help");
        }
    }

    @Test
    void whatItCantDoIsSaid() throws IOException {
        assertThat(run(false).exitCode()).isEqualTo(64);
        Files.writeString(folder.resolve("rental2.csv"), "user_id,product_id\nC1,P1\n");
        assertThat(run(false, "--linear", "rental2.csv"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(3))
                .extracting(Sluice.Result::err)
                .asString()
                .contains("the key of rentals is their first and sixth column, and it has 2.");
        assertThat(run(false, "--linear", "missing.csv").err()).contains("missing.csv: no such file.");
        Files.writeString(folder.resolve("settings.yaml"), "datbase: x\n");
        assertThat(run(true, "--all-products").err()).contains("`datbase` is no setting. Did you mean `database`?");
    }
}
