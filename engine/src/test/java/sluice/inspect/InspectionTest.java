package sluice.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.inspect.InspectedFile.Inspected;
import sluice.inspect.draft.EvidenceText;
import sluice.inspect.value.Suggestion;
import sluice.plan.CollectionPlan;
import sluice.plan.ValueType;
import sluice.workers.StopSignal;

final class InspectionTest {
    @TempDir
    Path folder;

    @Test
    void theFirstThreeExceptionsAreNamedInFileOrder() {
        String rows = IntStream.rangeClosed(1, 30_000)
                .mapToObj(i -> i + "," + (i % 7000 == 0 ? "v" + i : i % 90))
                .collect(Collectors.joining("\n"));

        Column column = column(inspect("id,v\n" + rows + "\n"), "v");

        assertThat(column.finding().type().type()).isEqualTo(ValueType.STRING);
        assertThat(EvidenceText.suggestions(column))
                .containsExactly(
                        "int but for 4 values: line 7001 `v7000`, line 14001 `v14000`, line 21001 `v21000`, ...");
    }

    @Test
    void typesThatAColumnMissesByAFewValuesAreNamed() {
        assertThat(only(column("long", "5000000000", "n"))).isEqualTo("long but for 1 value: line 12 `n`");
        assertThat(only(column("double", "0.5", "?"))).isEqualTo("double but for 1 value: line 12 `?`");
        assertThat(only(column("bool", "true", "maybe"))).isEqualTo("bool but for 1 value: line 12 `maybe`");
        assertThat(only(column("date", "2026-01-02", "2026-02-30")))
                .isEqualTo("date yyyy-MM-dd but for 1 value: line 12 `2026-02-30`");
        assertThat(only(column("stamp", "2026-01-02T03:04:05Z", "soon")))
                .isEqualTo("date yyyy-MM-dd'T'HH:mm:ssX but for 1 value: line 12 `soon`");
        assertThat(only(column("local", "31.12.2025", "32.12.2025")))
                .isEqualTo("date dd.MM.yyyy but for 1 value: line 12 `32.12.2025`");
        assertThat(only(column("uuid", "123e4567-e89b-12d3-a456-426614174000", "none?")))
                .isEqualTo("uuid but for 1 value: line 12 `none?`");
    }

    /** Ten rows of one value, and one of another. */
    private Column column(String name, String usual, String odd) {
        return column(inspect("n;" + name + "\n" + ("1;" + usual + "\n").repeat(10) + "2;" + odd + "\n"), name);
    }

    @Test
    void localFormatsAreOfferedWithWhatDecidesThem() {
        assertThat(offer("31.12.2025", "01.02.2025")).isEqualTo("every value is date dd.MM.yyyy");
        assertThat(offer("1.2.2025 10:30", "31.12.2025 23:59")).isEqualTo("every value is date d.M.yyyy HH:mm");
        assertThat(offer("2025/12/31", "2025/01/01")).isEqualTo("every value is date yyyy/MM/dd");
        assertThat(offer("31-Dec-2025", "01-Jan-2026")).isEqualTo("every value is date dd-MMM-yyyy");
        assertThat(offer("01/02/2025", "12/31/2025"))
                .isEqualTo(
                        "every value is date MM/dd/yyyy; 1 value shows that the month comes first: line 3 `12/31/2025`");
        assertThat(offer("01/02/2025", "31/12/2025"))
                .isEqualTo(
                        "every value is date dd/MM/yyyy; 1 value shows that the day comes first: line 3 `31/12/2025`");
        assertThat(offer("1.234,50", "7,5")).isEqualTo("every value is decimal 1.234,5");
        assertThat(offer("1,234", "7,5"))
                .isEqualTo("every value is decimal 1234,5; 1 value shows that the decimal mark is `,`: line 3 `7,5`");
        assertThat(offer("1,234.50", "12,345,678.00")).isEqualTo("every value is decimal 1,234.5");
        assertThat(offer("1'234.50", "7.00")).startsWith("every value is decimal 1'234.5");
        assertThat(offer("1.50", "2.25")).isEqualTo("every value is decimal");
        assertThat(offer("yes", "NO")).isEqualTo("every value is bool yes/no");
        assertThat(offer("t", "f")).isEqualTo("every value is bool t/f");
        assertThat(offer("Y", "N")).isEqualTo("every value is bool y/n");
        assertThat(offer("ja", "nein")).isEqualTo("every value is bool ja/nein");
        assertThat(offer("507f1f77bcf86cd799439011", "507f191e810c19729de860ea"))
                .isEqualTo("every value is objectId");
        assertThat(offer("123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"))
                .isEqualTo("every value is uuid");
    }

    @Test
    void timestampsOfDatabasesAreOfferedWithWhatCutsThem() {
        assertThat(offer("2026-01-02 03:04:05.123456+01", "2026-01-02 03:04:05+01"))
                .isEqualTo("every value is date yyyy-MM-dd HH:mm:ss[.SSSSSS]x, finer than a millisecond"
                        + " (`truncate: millis` cuts the rest)");
        assertThat(offer("2026-01-02T03:04:05.1Z", "2026-01-02T03:04:05.123456789Z"))
                .startsWith("every value is date yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS]X, finer");
        assertThat(offer("2026-01-02 03:04:05.1", "2026-01-02 03:04:05.12"))
                .isEqualTo("every value is date yyyy-MM-dd HH:mm:ss[.SSS]");
    }

    @Test
    void dotsThatNestAreToldFromOtherNames() {
        assertThat(inspect("a.b,a.c\n1,2\n").dotsNest()).isTrue();
        assertThat(inspect("a.b,$c\n1,2\n").dotsNest()).isFalse();
        assertThat(inspect("a.b,a\n1,2\n").dotsNest()).isFalse();
        assertThat(inspect("ab,c\n1,2\n").dotsNest()).isFalse();
    }

    @Test
    void whatNoValueDecidesIsNotOffered() {
        assertThat(offer("01/02/2025", "03/04/2025"))
                .isEqualTo("every value is date dd/MM/yyyy (the day comes first) and date MM/dd/yyyy (the month comes"
                        + " first); no value shows which is right");
        assertThat(offer("1,234", "5,678"))
                .contains("the decimal mark is `,`", "the decimal mark is `.`", "no value shows");
        assertThat(column(inspect("n;v\n1;01/02/2025\n2;03/04/2025\n"), "v")
                        .finding()
                        .suggestion())
                .isInstanceOf(Suggestion.Undecided.class);
    }

    @Test
    void identifiersAreNotTakenForNumbers() {
        for (String value : List.of("00501", "+491234", "007", "11.0.1", "1e400")) {
            assertThat(EvidenceText.suggestions(column(inspect("n;v\n1;" + value + "\n2;" + value + "\n"), "v")))
                    .as(value)
                    .isEmpty();
        }
        assertThat(EvidenceText.suggestions(column(inspect("n;v\n1;yes\n2;yes\n"), "v")))
                .as("one word of two")
                .isEmpty();
    }

    @Test
    void zeroAndOneAreOfferedAsBool() {
        Column column = column(inspect("n,v\n5,0\n6,1\n7,1\n"), "v");

        assertThat(column.finding().type().type()).isEqualTo(ValueType.INT);
        assertThat(only(column)).isEqualTo("holds 0 and 1 only: bool reads them as false and true");
    }

    private String offer(String first, String second) {
        return only(column(inspect("n;v\n1;" + first + "\n2;" + second + "\n"), "v"));
    }

    @Test
    void everyTextForNoValueIsFoundIfTheColumnIsOfAnotherTypeWithoutIt() {
        for (String token : List.of("\\N", "NULL", "null", "NA", "N/A", "nil", "-", "None", "#N/A")) {
            Column column = column(inspect("k,v\na,1\nb," + token + "\nc,2\n"), "v");

            assertThat(column.finding().settled().type()).as(token).isEqualTo(ValueType.INT);
            assertThat(only(column)).isEqualTo("int once `" + token + "` in 1 cell (line 3) is null");
        }
    }

    @Test
    void aFrequentTextForNoValueIsSaidOfStringsToo() {
        Column often = column(inspect("k,v\n1,x\n2,NA\n3,NA\n4,NA\n"), "v");
        Column once = column(inspect("k,v\n1,x\n2,NA\n3,y\n4,z\n"), "v");

        assertThat(only(often)).isEqualTo("`NA` in 3 cells (line 3, 4, 5) may stand for no value (`nulls`)");
        assertThat(EvidenceText.suggestions(once)).isEmpty();
    }

    @Test
    void blanksAroundValuesAreCounted() {
        Column text = column(inspect("k,v\n1,x\n2, y\n3,z\t\n"), "v");
        Column number = column(inspect("k,v\n1,7\n2, 8\n"), "v");

        assertThat(only(text)).startsWith("2 cells have blanks around the value: line 3 ` y`, line 4 `z");
        assertThat(number.finding().settled().type()).isEqualTo(ValueType.INT);
        assertThat(only(number)).isEqualTo("int once blanks around 1 value are trimmed (line 3 ` 8`)");
    }

    @Test
    void sharesLengthsRangesAndDistinctValuesAreCounted() {
        Inspected file = inspect("k,v,n,d\n1,äö,-5,2026-01-02\n2,,10,2025-12-31\n3,x,9,2026-01-01\n4,x,,2026-01-01\n");

        assertThat(EvidenceText.contents(column(file, "v"))).isEqualTo("25 % empty, 2 values, 1 to 2 characters");
        assertThat(EvidenceText.contents(column(file, "n"))).isEqualTo("25 % empty, 3 values, from -5 to 10");
        assertThat(EvidenceText.contents(column(file, "d"))).isEqualTo("3 values, from 2025-12-31 to 2026-01-02");
        assertThat(EvidenceText.contents(column(file, "k"))).isEqualTo("unique, from 1 to 4");
    }

    @Test
    void distinctValuesAreExactUpToABound() {
        String rows = IntStream.range(0, 25_000)
                .mapToObj(i -> i % 9999 + "," + i % 12_000)
                .collect(Collectors.joining("\n"));

        Inspected file = inspect("few,many\n" + rows + "\n");

        assertThat(column(file, "few").distinct()).isEqualTo(new Distinct(9999, true));
        assertThat(column(file, "many").distinct()).isEqualTo(new Distinct(10_000, false));
    }

    @Test
    void aKeyIsProvenOnEveryRow() {
        String rows = IntStream.range(0, 20_000).mapToObj(i -> i + ",c" + i).collect(Collectors.joining("\n"));

        Inspected unique = inspect("id,code\n" + rows + "\n");
        Inspected repeated = inspect("id,code\n" + rows + "\n77,c20000\n");
        Inspected empty = inspect("id,code\n" + rows + "\n,c20000\n");

        assertThat(unique.keys()).containsExactly(new Key(List.of(0), true), new Key(List.of(1), true));
        assertThat(repeated.keys()).containsExactly(new Key(List.of(1), true));
        assertThat(column(repeated, "id").uniqueness()).isEqualTo(new Uniqueness.Repeated(20_002, 79));
        assertThat(column(empty, "id").uniqueness()).isEqualTo(new Uniqueness.Empty(20_002));
    }

    @Test
    void pairsAreTriedIfNoColumnIsAKey() {
        Inspected pair = inspect("a,b,c\n1,1,x\n1,2,x\n2,1,x\n2,2,x\n");
        Inspected none = inspect("a,b,c\n1,1,x\n1,1,x\n");
        Inspected joined = inspect("a,b\n1,11\n11,1\n1,1\n11,11\n");

        assertThat(pair.keys()).containsExactly(new Key(List.of(0, 1), true));
        assertThat(none.keys()).isEmpty();
        assertThat(joined.keys()).hasSize(1);
    }

    @Test
    void whatTakesTooMuchMemoryIsNotProven() {
        String rows = IntStream.range(0, 50_000).mapToObj(i -> i + ",x").collect(Collectors.joining("\n"));

        Inspected file = inspect("id,v\n" + rows + "\n", options -> options.withKeyMemory(400_000));

        assertThat(column(file, "id").uniqueness()).isEqualTo(new Uniqueness.NotProven());
        assertThat(column(file, "v").distinct()).isEqualTo(new Distinct(1, true));
        assertThat(file.keys()).isEmpty();
    }

    @Test
    void referencesAreProvenBetweenFiles() {
        write("customers.csv", "id,name\n1,Ann\n2,Bob\n3,Cy\n");
        write("orders.csv", "order_id,customer_id,qty\n10,1,2\n11,3,1\n12,,2\n");
        write("visits.csv", "visit,customer\n7,1\n8,2\n9,1\n10,2\n11,1\n12,1\n13,1\n14,1\n15,1\n16,1\n17,9\n");

        InspectResult result = inspect(List.of("customers.csv", "orders.csv", "visits.csv"));

        assertThat(result.references())
                .anySatisfy(reference -> {
                    assertThat(List.of(reference.file(), reference.column(), reference.parent(), reference.key()))
                            .containsExactly(1, 1, 0, 0);
                    assertThat(reference.proven() && reference.named()).isTrue();
                })
                .anySatisfy(reference -> {
                    assertThat(List.of(reference.file(), reference.column(), reference.parent(), reference.key()))
                            .containsExactly(2, 1, 0, 0);
                    assertThat(reference.proven()).isFalse();
                    assertThat(EvidenceText.examples(reference.misses())).isEqualTo("line 12 `9`");
                });
        assertThat(result.references().get(0).named()).isTrue();
    }

    @Test
    void oneWorkerAndManyFindTheSame() {
        String rows = IntStream.range(0, 60_000)
                .mapToObj(i -> i + "," + (i % 9000 == 8999 ? "x" + i : i % 50) + "," + i % 11_000 + "," + i / 3)
                .collect(Collectors.joining("\n"));

        Inspected one = inspect("id,v,w,u\n" + rows + "\n", options -> options.withWorkers(1));
        Inspected many = inspect("id,v,w,u\n" + rows + "\n", options -> options.withWorkers(7));

        assertThat(many).isEqualTo(one);
    }

    @Test
    void recordsThatNoLoadTakesAreNamed() {
        Inspected file = inspect("id,v\n1,a\n2,b,c\n3,x\n4,d\n5,e\n6,f\n");

        assertThat(file.rows().count()).isEqualTo(6);
        assertThat(file.rows().unusable().count()).isEqualTo(1);
        assertThat(file.rows().unusable().first().get(0).line()).isEqualTo(3);
        assertThat(file.rows().unusable().first().get(0).value()).isEqualTo("has 3 cells, and there are 2 columns");
    }

    @Test
    void aFileInDoubtIsReadInItsLikeliestFormat() {
        Inspected doubt = inspect("a;b,c;d,e\n1;x,2;y,3\n4;z,5;u,6\n7;v,8;w,9\n");
        Inspected headless = inspect("1,2026-01-02,3.5\n2,2026-01-03,4.5\n3,2026-01-04,5.5\n");
        Inspected names = inspect("a,a,b.c\n1,2,3\n4,5,6\n");

        assertThat(doubt.layout().doubt()).isPresent();
        assertThat(doubt.layout().doubt().orElseThrow().readings()).hasSizeGreaterThan(1);
        assertThat(doubt.rows().count()).isEqualTo(3);
        assertThat(headless.layout().headerMissing()).isTrue();
        assertThat(headless.rows().count()).isEqualTo(3);
        assertThat(headless.columns()).extracting(Column::name).containsExactly("c1", "c2", "c3");
        assertThat(names.namesFit()).isFalse();
        assertThat(names.columns()).extracting(Column::field).containsExactly("a", "a_2", "b_c");
        assertThat(List.of(doubt.mustBeDeclared(), headless.mustBeDeclared(), names.mustBeDeclared()))
                .containsOnly(true);
    }

    @Test
    void aFileThatIsNotCsvDoesNotKeepOthersFromBeingRead() {
        write("a.csv", "{\"a\":1}\n{\"a\":2}\n");
        write("b.csv", "id\n1\n2\n");

        InspectResult result = inspect(List.of("a.csv", "missing.csv", "b.csv"));

        assertThat(result.files().get(0)).isInstanceOf(InspectedFile.Unreadable.class);
        assertThat(((InspectedFile.Unreadable) result.files().get(1)).problem()).contains("no such file");
        assertThat(((Inspected) result.files().get(2)).rows().count()).isEqualTo(2);
    }

    @Test
    void filesOfOneNameGoIntoDifferentCollections() throws IOException {
        Files.createDirectory(folder.resolve("old"));
        write("a.csv", "id\n1\n");
        write("old/a.csv", "id\n1\n");

        assertThat(inspect(List.of("a.csv", "old/a.csv")).readable().map(Inspected::collection))
                .containsExactly("a", "a_2");
    }

    private static Column column(Inspected file, String name) {
        return file.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String only(Column column) {
        assertThat(EvidenceText.suggestions(column)).hasSize(1);
        return EvidenceText.suggestions(column).get(0);
    }

    private Inspected inspect(String text) {
        return inspect(text, options -> options);
    }

    private Inspected inspect(String text, UnaryOperator<InspectOptions> options) {
        write("file.csv", text);
        return (Inspected) run(List.of("file.csv"), options).files().get(0);
    }

    private InspectResult inspect(List<String> files) {
        return run(files, options -> options);
    }

    private InspectResult run(List<String> names, UnaryOperator<InspectOptions> options) {
        List<String> files =
                names.stream().map(name -> folder.resolve(name).toString()).toList();
        InspectOptions all = InspectOptions.of(CollectionPlan.of("rows", files), InputStream.nullInputStream());
        return new Inspection(options.apply(all), new StopSignal()).run(progress -> {});
    }

    private void write(String name, String text) {
        try {
            Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(Arrays.toString(e.getStackTrace()), e);
        }
    }
}
