package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.report.LoadSummary;
import sluice.server.ServerException;
import sluice.workers.StopSignal;

/** A file whose columns are inferred as other types than those of the file before. */
class TypeDriftTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: zip",
                "key: zip",
                "id: zip, onDuplicate: skip",
                "key: zip, onDuplicate: error",
                "key: zip, mode: upsert",
                "id: zip, mode: merge",
                "key: zip, mode: delete"
            })
    void aKeyOfAnotherTypeThanTheStoredOneIsRefusedWithTheOptionThatIsRight(String how) {
        load.file("a.csv", "zip,v\n00501,a\n10001,b\n").file("b.csv", "zip,v\n10001,a\n10002,b\n");
        String first = how.startsWith("id") ? "id: zip" : "key: zip";
        load.load("c: { files: a.csv, " + first + " }");
        assertThatThrownBy(() -> load.load("c: { files: b.csv, " + how + " }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("`zip` was inferred as int, but c holds values of type string")
                .hasMessageContaining("To read the column as it is stored: --type zip=string ");
        assertThat(load.documents("c")).hasSize(2);

        load.load("d: { files: b.csv, " + first + " }");
        assertThatThrownBy(() -> load.load("d: { files: a.csv, " + how + " }"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("To read the column as it is stored: --type zip=int ");
        assertThat(load.documents("d")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlainColumnOfAnotherTypeIsSaidAndLoaded(boolean drops) {
        load.file("a.csv", "k,v\n1,00501\n").file("b.csv", "k,v\n2,10001\n");
        load.load("c: { files: a.csv, key: k }");
        List<String> notes = new ArrayList<>();
        LoadSummary summary = load.load(
                load.plan("c: { files: b.csv, key: k, drop: " + drops + " }"),
                new LoadListener() {
                    @Override
                    public void noted(String sentence) {
                        notes.add(sentence);
                    }
                },
                new StopSignal());
        assertThat(summary.inserted()).isEqualTo(1);
        String drift = "The column `v` was inferred as int, but c holds values of type string in it, such as"
                + " \"00501\". To keep one type: --type v=string; what doesn't fit becomes a reject.";
        assertThat(notes.contains(drift)).isNotEqualTo(drops);
    }

    @Test
    void theReasonOfAnOrphanSaysThatTheTypeDiffers() {
        load.file("p.csv", "zip,v\n00501,a\n10001,b\n").file("c.csv", "k,zip\n1,10001\n2,10002\n");
        load.load("p: { files: p.csv, key: zip }");
        LoadSummary summary =
                load.load("c: { files: c.csv, key: k, references: { zip: { collection: p, field: zip } } }");
        assertThat(summary.rejected()).isEqualTo(2);
        assertThat(load.read(summary, "rejects/c.reasons.jsonl"))
                .contains(
                        "its values are of type string, this one is of type int; read the column as they are: type string");
    }
}
