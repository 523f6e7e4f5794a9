package sluice.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.plan.PlanException;
import sluice.plan.PlanReader;

class SameColumnsTest {
    @TempDir
    Path folder;

    private List<CollectionJob> prepared(String first, String second, boolean same) throws IOException {
        Files.writeString(folder.resolve("a.csv"), first);
        Files.writeString(folder.resolve("b.csv"), second);
        String plan = "database: d\ncollections: { c: { files: [a.csv, b.csv], sameColumns: " + same + " } }\n";
        return Preparation.of(PlanReader.parse(plan, "plan.yaml", folder), InputStream.nullInputStream());
    }

    @Test
    void filesWithDifferentColumnsAreAMistakeThatShowsBoth() {
        assertThatThrownBy(() -> prepared("id,name,city\n1,a,b\n", "id,price\n1,2\n", true))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("a.csv and b.csv would go into one collection, c, and have different columns:"
                        + " a.csv has id,name,city (name,city alone); b.csv has id,price (price alone).")
                .hasMessageContaining("-c c");
    }

    @Test
    void columnsInAnotherOrderAreTheSame() throws IOException {
        assertThat(prepared("id,name\n1,a\n", "name,id\na,1\n", true).get(0).notes())
                .contains("c: takes 2 files together, which have the same columns: a.csv, b.csv.");
    }

    @Test
    void whoSaysThatTheyGoTogetherMayLetThemDiffer() throws IOException {
        assertThat(prepared("id,name\n1,a\n", "id,price\n1,2\n", false).get(0).sources())
                .hasSize(2);
    }
}
