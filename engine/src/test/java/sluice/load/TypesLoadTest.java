package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.journal.OperationDirectory;
import sluice.operation.OperationRecord;
import sluice.plan.ColumnPlan;
import sluice.plan.PlanException;
import sluice.plan.ValueType;
import sluice.report.LoadSummary;
import sluice.verify.Verification;
import sluice.verify.VerifyOptions;
import sluice.workers.StopSignal;

/** Types that are inferred or declared, and arrays, from the file to the collection and back in a verification. */
class TypesLoadTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @OnEveryServer
    void uniformIsoColumnsBecomeDatesWhoseFormatIsKept(LoadFixture load) {
        load.file("a.csv", """
                k,day,at,local,offset,mixed,odd
                1,2026-01-02,2026-01-02T03:04:05Z,2026-01-02 03:04:05.120,2026-01-02T03:04:05+01:00,2026-01-02,2026-02-28
                2,2024-02-29,1969-12-31T23:59:59Z,2026-07-02 03:04:05.001,2026-07-02T03:04:05+01:00,02.01.2026,2026-02-30
                3,,,,,2026-01-02,
                """);

        LoadSummary summary = load.load("c: { files: a.csv, key: k }");

        assertThat(summary.inserted()).isEqualTo(3);
        assertThat(load.database().getCollection("c").find(new Document("k", 1)).first())
                .containsEntry("day", date("2026-01-02T00:00:00Z"))
                .containsEntry("at", date("2026-01-02T03:04:05Z"))
                .containsEntry("local", date("2026-01-02T03:04:05.120Z"))
                .containsEntry("offset", date("2026-01-02T02:04:05Z"))
                .containsEntry("mixed", "2026-01-02")
                .containsEntry("odd", "2026-02-28");
        assertThat(load.database().getCollection("c").find(new Document("k", 3)).first())
                .containsEntry("day", null)
                .containsEntry("odd", "");
        OperationRecord record = record(summary);
        assertThat(record.plan().collections().get(0).columns())
                .hasEntrySatisfying("day", column -> assertThat(column).isEqualTo(dates("yyyy-MM-dd")))
                .hasEntrySatisfying("at", column -> assertThat(column).isEqualTo(dates("yyyy-MM-dd'T'HH:mm:ssX")))
                .hasEntrySatisfying("local", column -> assertThat(column).isEqualTo(dates("yyyy-MM-dd HH:mm:ss.SSS")))
                .hasEntrySatisfying("offset", column -> {
                    assertThat(column.format()).isEqualTo("yyyy-MM-dd'T'HH:mm:ssxxx");
                    assertThat(String.valueOf(column.cells().zone())).isEqualTo("+01:00");
                });
        assertVerified(load, summary);
    }

    @Test
    void localTimesInAZoneWhoseClocksChangeStayTexts() {
        load.file("a.csv", "l,z\n2026-03-29 02:30,2026-03-29T02:30Z\n");
        load.load("c: { files: a.csv, timezone: Europe/Berlin }");
        assertThat(load.documents("c"))
                .singleElement()
                .satisfies(document -> assertThat(document)
                        .containsEntry("l", "2026-03-29 02:30")
                        .containsEntry("z", date("2026-03-29T02:30:00Z")));
        load.load("d: { files: a.csv, timezone: '+02:00' }");
        assertThat(load.documents("d"))
                .singleElement()
                .satisfies(document -> assertThat(document).containsEntry("l", date("2026-03-29T00:30:00Z")));
    }

    @Test
    void columnsThatReferShareTheFormOfTheirDates() {
        load.file("p.csv", "d\n2026-01-02\n2026-01-03\n").file("c.csv", "d\n2026-01-02\n2026-01-09\n");
        LoadSummary summary = load.load("p: { files: p.csv, id: d }\nc: { files: c.csv, references: { d: p } }");
        assertThat(load.documents("c"))
                .extracting(document -> document.get("d"))
                .containsExactly(date("2026-01-02T00:00:00Z"));
        assertThat(summary.inserted()).isEqualTo(3);
        load.file("c.csv", "d\n2026-01-02\n02.01.2026\n");
        load.load("p2: { files: p.csv, id: d }\nc2: { files: c.csv, references: { d: p2 } }");
        assertThat(load.documents("p2"))
                .extracting(document -> document.get("_id"))
                .containsExactly("2026-01-02", "2026-01-03");
    }

    @Test
    void mongoexportsOwnFileLoadsBack() {
        load.file("a.csv", """
                _id,name,address.city,address.zip
                ObjectId(65a1b2c3d4e5f60718293a4b),Ann,Ulm,00501
                ObjectId(65a1b2c3d4e5f60718293a4c),Bob,,10115
                """);
        LoadSummary summary = load.load("c: { files: a.csv, nested: true }");
        assertThat(load.documents("c"))
                .contains(new Document("_id", new ObjectId("65a1b2c3d4e5f60718293a4b"))
                        .append("name", "Ann")
                        .append("address", new Document("city", "Ulm").append("zip", "00501")));
        assertVerified(load, summary);
    }

    @OnEveryServer
    void columnsBecomeElementsOfArrays(LoadFixture load) {
        load.file("a.csv", "k,lat,lon,p1,q1,p0\n1,59.9,10.7,2,x,1\n2,1.5,2.5,,,\n");
        String plan = """
                c:
                  files: a.csv
                  key: k
                  constants: { loc.type: Point }
                  columns:
                    lat: { name: "loc.coordinates[1]" }
                    lon: { name: "loc.coordinates[0]" }
                    p0: { name: "items[0].price" }
                    p1: { name: "items[1].price", type: int }
                    q1: { name: "items[1].unit" }
                """;
        LoadSummary summary = load.load(plan);
        assertThat(load.database().getCollection("c").find(new Document("k", 1)).first())
                .containsEntry("loc", new Document("coordinates", List.of(10.7, 59.9)).append("type", "Point"))
                .containsEntry(
                        "items", List.of(new Document("price", 1), new Document("price", 2).append("unit", "x")));
        assertVerified(load, summary);
        LoadSummary upserted = load.load(plan + "  mode: upsert\n");
        assertThat(upserted.collections().get(0).counts().toString()).isNotEmpty();
        assertVerified(load, upserted);
    }

    @Test
    void aMergeSetsAnArrayAsAWhole() {
        load.file("a.csv", "k,x,y\n1,1,2\n2,3,4\n");
        load.database()
                .getCollection("c")
                .insertOne(new Document("k", 1).append("at", List.of(7, 8, 9)).append("old", true));
        LoadSummary summary = load.load("""
                c: { files: a.csv, key: k, mode: merge, columns: { x: { name: "at[0]" }, y: { name: "at[1]" } } }
                """);
        assertThat(load.database().getCollection("c").find(new Document("k", 1)).first())
                .containsEntry("at", List.of(1, 2))
                .containsEntry("old", true);
        assertThat(load.database().getCollection("c").find(new Document("k", 2)).first())
                .containsEntry("at", List.of(3, 4));
        assertVerified(load, summary);
    }

    @Test
    void elementsThatAreLeftOutKeepTheirPlaces() {
        load.file("a.csv", "k,a,b\n1,,2\n2,,\n3,3,\n");
        LoadSummary summary = load.load("""
                c: { files: a.csv, id: k, nested: true, blank: omit, columns: { a: { name: "v[0]" }, b: { name: "v[1].n" } } }
                """);
        assertThat(load.documents("c"))
                .contains(
                        new Document("_id", 1).append("v", java.util.Arrays.asList(null, new Document("n", 2))),
                        new Document("_id", 2),
                        new Document("_id", 3).append("v", java.util.Arrays.asList(3, null)));
        assertVerified(load, summary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "columns: { a: { name: 'v[1]' } } | nothing becomes `v[0]`, but something becomes `v[1]`",
                "columns: { a: { name: 'v[0]' }, b: { name: 'v[2]' } } | nothing becomes `v[1]`, but something becomes `v[2]`",
                "columns: { a: { name: 'v[0].x[1]' } } | nothing becomes `v[0].x[0]`",
                "columns: { a: { name: 'v[0]' }, b: { name: v.x } } | `v` can't be an array and a document",
                "columns: { a: { name: 'v[0]' }, b: { name: v } } | `v[0]` lies inside `v`",
                "columns: { a: { name: 'v[0]' }, b: { name: 'v[0]' } } | two columns become the field `v[0]`",
                "key: a, columns: { a: { name: 'v[0]' } } | `a` is the key, which can't be an element of an array",
                "references: { a: { collection: z, field: x } }, columns: { a: { name: 'v[0]' } } | `a` is an element of an array, which can't refer",
                "columns: { a: { name: 'b[0]' } } | lies inside `b`"
            })
    void arraysThatMakeNoSenseAreRefused(String line) {
        load.file("a.csv", "a,b\n1,2\n");
        String[] parts = line.split(" \\| ", -1);
        assertThatThrownBy(() -> load.load("c: { files: a.csv, " + parts[0] + " }"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(parts[1]);
    }

    @Test
    void postgresAndGermanFilesLoadAsTheirPlanSays() {
        load.file(
                "a.csv",
                "k,at,ok,price\n1,2026-01-02 03:04:05.123456+01,t,\"1.234,50\"\n2,2026-07-02 03:04:05+02,f,7\n");
        LoadSummary summary = load.load("""
                c:
                  files: a.csv
                  id: k
                  trueWords: t
                  falseWords: f
                  columns:
                    at: { type: date, format: 'yyyy-MM-dd HH:mm:ss[.SSSSSS]X', truncate: millis }
                    ok: { type: bool }
                    price: { type: decimal, format: '1.234,5' }
                """);
        assertThat(load.documents("c"))
                .containsExactly(
                        new Document("_id", 1)
                                .append("at", date("2026-01-02T02:04:05.123Z"))
                                .append("ok", true)
                                .append("price", Decimal128.parse("1234.50")),
                        new Document("_id", 2)
                                .append("at", date("2026-07-02T01:04:05Z"))
                                .append("ok", false)
                                .append("price", Decimal128.parse("7")));
        assertVerified(load, summary);
    }

    @Test
    void wordsOfTheCollectionDontTurnTextsIntoRejects() {
        load.file("a.csv", "a,b\ntrue,t\nfalse,f\n");
        load.load("c: { files: a.csv, trueWords: t, falseWords: f }");
        assertThat(load.documents("c"))
                .extracting(document -> document.get("a"))
                .containsExactly("true", "false");
        load.load("d: { files: a.csv, trueWords: [t, TRUE], falseWords: [f, false] }");
        assertThat(load.documents("d"))
                .extracting(document -> document.get("a"))
                .containsExactly(true, false);
    }

    private static void assertVerified(LoadFixture load, LoadSummary summary) {
        OperationRecord record = record(summary);
        VerifyOptions options = VerifyOptions.of(record.plan()).withKnown(record);
        assertThat(new Verification(options, load.server(), progress -> {}, new StopSignal())
                        .run()
                        .differences())
                .isEmpty();
    }

    private static OperationRecord record(LoadSummary summary) {
        return OperationRecord.of(OperationDirectory.at(Path.of(summary.directory())));
    }

    private static ColumnPlan dates(String format) {
        return ColumnPlan.of(ValueType.DATE).withFormat(format);
    }

    private static Date date(String instant) {
        return Date.from(java.time.Instant.parse(instant));
    }
}
