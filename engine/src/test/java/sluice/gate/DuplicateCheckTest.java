package sluice.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.admission.Admission.Constraint;
import sluice.collection.TargetCollection;
import sluice.load.LoadFixture;
import sluice.testkit.RealMongod;

/** What happens should two keys ever have one hash: the record is not passed over in silence. */
class DuplicateCheckTest {
    private static final List<Constraint> CONSTRAINTS =
            List.of(new Constraint(0, List.of("_id")), new Constraint(1, List.of("a.b", "c")));

    @TempDir
    Path folder;

    @Test
    void aKeyThatNoDocumentHasIsToldOf() {
        try (LoadFixture load = new LoadFixture(RealMongod.shared().connectionString(), folder)) {
            load.database().getCollection("c").insertOne(Document.parse("{_id: 1, a: {b: 'x'}, c: 2}"));
            TargetCollection collection =
                    new TargetCollection(load.server(), load.database().getName(), "c");
            DuplicateCheck check = new DuplicateCheck(folder.resolve("keys"));
            assertThat(check.needed()).isFalse();
            for (int i = 0; i < 700; i++) {
                check.add("a.csv", i, CONSTRAINTS.get(1), BsonDocument.parse("{_id: 7, a: {b: 'x'}, c: 2.0}"));
                check.add("a.csv", i, CONSTRAINTS.get(0), BsonDocument.parse("{_id: 1, a: {b: 'q'}, c: 9}"));
            }
            check.add("b.csv", 12, CONSTRAINTS.get(1), BsonDocument.parse("{_id: 8, a: {b: 'y'}, c: 2}"));
            check.add("b.csv", 13, CONSTRAINTS.get(0), BsonDocument.parse("{_id: '1', a: {b: 'x'}, c: 2}"));

            assertThat(check.run(collection, CONSTRAINTS))
                    .hasSize(2)
                    .anySatisfy(text -> assertThat(text).startsWith("b.csv, line 12: was taken for a duplicate"))
                    .anySatisfy(text -> assertThat(text).startsWith("b.csv, line 13: was taken for a duplicate"));
            check.close();
            assertThat(folder.resolve("keys")).doesNotExist();
        }
    }
}
