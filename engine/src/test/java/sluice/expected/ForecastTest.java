package sluice.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.load.LoadFixture;
import sluice.plan.PlanException;
import sluice.workers.StopSignal;

final class ForecastTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void rejectsAreCountedByReasonWithTheFirstOfEach() {
        load.file("c.csv", "id,n\n1,5\n1,6\n2,x\n3,7,8\n4,y\n5,z\n6,q\n");

        CollectionForecast forecast = forecast("c: { files: c.csv, key: id, columns: { n: { type: int } } }");

        assertThat(forecast.records()).isEqualTo(7);
        assertThat(forecast.taken()).isEqualTo(1);
        assertThat(forecast.rejects())
                .extracting(CollectionForecast.Group::code)
                .containsExactly("wrong-type", "ragged", "duplicate-key");
        assertThat(forecast.rejects().get(0).count()).isEqualTo(4);
        assertThat(forecast.rejects().get(0).examples()).hasSize(3);
        assertThat(forecast.rejects().get(0).examples().get(0))
                .startsWith("c.csv, line 4: ")
                .contains("`x`");
        assertThat(forecast.rejects().get(2).examples().get(0)).startsWith("c.csv, line 3: ");
    }

    @Test
    void itForetellsWhatTheLoadDoes() {
        load.file("p.csv", "id\n1\n2\n2\n");
        load.file("c.csv", "k,p\n1,1\n2,9\n3,2\n3,1\n");
        String plan = "p: { files: p.csv, key: id }\nc: { files: c.csv, key: k, references: { p: p } }";

        ForecastReport report = report(plan);

        assertThat(report.rejected()).isEqualTo(load.load(plan).rejected()).isEqualTo(3);
    }

    @Test
    void duplicatesThatThePlanPassesOverAreSkipped() {
        load.file("c.csv", "id\n1\n1\n2\n");

        CollectionForecast forecast = forecast("c: { files: c.csv, key: id, onDuplicate: skip }");

        assertThat(List.of(forecast.records(), forecast.taken(), forecast.skipped(), forecast.rejected()))
                .containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void nothingIsWrittenAnywhere() throws IOException {
        load.file("c.csv", "id,n\n1,2\n2,3\n");
        load.file("d.csv", "id\n1\n");
        load.database().getCollection("c").insertOne(new Document("_id", 1));
        List<String> before = state();

        ForecastReport report = report(
                "c: { files: c.csv, key: id, drop: true, indexes: [{ keys: { n: 1 } }] }\nd: { files: d.csv, key: id }");

        assertThat(state()).isEqualTo(before);
        CollectionForecast there = report.collections().get(0);
        assertThat(there.now()).isEqualTo(new CollectionForecast.Now(true, 1, true));
        assertThat(there.indexes()).containsExactlyInAnyOrder("id_1", "n_1");
        assertThat(report.collections().get(1).now()).isEqualTo(new CollectionForecast.Now(false, 0, false));
    }

    @Test
    void aPlanThatDoesNotFitIsRefusedAsByALoad() {
        load.file("c.csv", "id\n1\n");

        assertThatThrownBy(() -> report("c: { files: c.csv, key: nope }"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nope");
    }

    /** Everything that the server and the folder hold. */
    private List<String> state() throws IOException {
        List<String> state = new ArrayList<>();
        for (String name : load.database().listCollectionNames()) {
            state.add(name + " " + load.documents(name) + " "
                    + load.database().getCollection(name).listIndexes().into(new ArrayList<>()));
        }
        try (Stream<Path> files = Files.walk(load.folder())) {
            files.map(Path::toString).forEach(state::add);
        }
        state.sort(null);
        return state;
    }

    private CollectionForecast forecast(String plan) {
        return report(plan).collections().get(0);
    }

    private ForecastReport report(String plan) {
        return new Forecast(load.plan(plan), load.server(), InputStream.nullInputStream(), new StopSignal())
                .run(progress -> {});
    }
}
