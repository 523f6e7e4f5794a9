package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.job.MislabelledException;
import sluice.plan.PlanException;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.source.SourceException;
import sluice.testkit.RealMongod;

/** Headers that name other columns than their values are, and values that the plan says more of than their type. */
class HeaderTest {
    private static final String ACCOUNTS = """
            accounts: { files: accounts.csv, id: USER_ID, types: string, blank: reject,
                        columns: { EMAIL: { name: email, contains: '@' } } }
            """;
    private static final String MISLABELLED = """
            USER_ID,EMAIL,NAME,LASTNAME
            a,Ann,Lee,ann@x
            b,Bob,Ray,bob@x
            """;

    @TempDir
    Path folder;

    private LoadFixture fixture() {
        return new LoadFixture(RealMongod.shared().connectionString(), folder);
    }

    @Test
    void aMislabelledHeaderIsSaidAndNothingIsLoaded() {
        try (LoadFixture load = fixture()) {
            load.file("accounts.csv", MISLABELLED);
            assertThatThrownBy(() -> load.load(ACCOUNTS))
                    .isInstanceOfSatisfying(MislabelledException.class, e -> {
                        assertThat(e.collection()).isEqualTo("accounts");
                        assertThat(e.columns()).containsExactly("USER_ID", "NAME", "LASTNAME", "EMAIL");
                    })
                    .hasMessageContaining(
                            "accounts.csv: no value of the column EMAIL contains `@`, but those of LASTNAME do")
                    .hasMessageContaining("--relabel USER_ID,NAME,LASTNAME,EMAIL");
            assertThat(load.documents("accounts")).isEmpty();
            assertThat(load.operations()).doesNotExist();
        }
    }

    @Test
    void otherNamesForTheColumnsMendIt() {
        try (LoadFixture load = fixture()) {
            load.file("accounts.csv", MISLABELLED + "c,Cid,Moe,none\n");
            LoadSummary summary =
                    load.load(ACCOUNTS.replace("blank:", "relabel: [USER_ID, NAME, LASTNAME, EMAIL], blank:"));
            assertThat(load.documents("accounts"))
                    .containsExactly(
                            new Document("_id", "a")
                                    .append("NAME", "Ann")
                                    .append("LASTNAME", "Lee")
                                    .append("email", "ann@x"),
                            new Document("_id", "b")
                                    .append("NAME", "Bob")
                                    .append("LASTNAME", "Ray")
                                    .append("email", "bob@x"));
            // The rejected row goes back under the header that its file has.
            assertThat(load.read(summary, "rejects/accounts.csv"))
                    .isEqualTo("USER_ID,EMAIL,NAME,LASTNAME\nc,Cid,Moe,none\n");
            assertThat(summary.rejectsByCode()).containsOnlyKeys("wrong-value");
        }
    }

    @Test
    void aConsistentHeaderIsTaken() {
        try (LoadFixture load = fixture()) {
            load.file("accounts.csv", "USER_ID,NAME,LASTNAME,EMAIL\na,Ann,Lee,ann@x\n");
            assertThat(load.load(ACCOUNTS).status()).isEqualTo(LoadStatus.COMPLETED);
        }
    }

    @Test
    void namesThatDontFitTheHeaderAreRefused() {
        try (LoadFixture load = fixture()) {
            load.file("accounts.csv", MISLABELLED);
            assertThatThrownBy(() -> load.load(ACCOUNTS.replace("blank:", "relabel: [USER_ID, EMAIL], blank:")))
                    .isInstanceOfAny(PlanException.class, SourceException.class)
                    .hasMessageContaining("its header names 4 columns")
                    .hasMessageContaining("relabel names 2 (USER_ID,EMAIL)");
        }
    }

    @Test
    void recordsWithAnEmptyFieldAreRejectsWhereThePlanSaysSo() {
        try (LoadFixture load = fixture()) {
            load.file(
                    "accounts.csv",
                    "USER_ID,NAME,LASTNAME,EMAIL\na,,Lee,a@x\nb,Bob,\"\",b@x\nc,Cid,Moe,\nd,Dan,Poe,d@x\n");
            LoadSummary summary = load.load(ACCOUNTS);
            assertThat(load.documents("accounts"))
                    .extracting(one -> one.get("_id"))
                    .containsExactly("d");
            assertThat(summary.rejectsByCode()).containsOnlyKeys("empty-value");
            assertThat(load.read(summary, "rejects/accounts.reasons.jsonl").lines())
                    .hasSize(3)
                    .first()
                    .asString()
                    .contains("\"line\": 2", "\"column\": \"NAME\"", "has no value; the plan wants one");
        }
    }

    @Test
    void anIdCanHaveToContainSomething() {
        try (LoadFixture load = fixture()) {
            load.file("c.csv", "id,v\nx@,1\ny,2\n");
            LoadSummary summary = load.load("c: { files: c.csv, id: id, columns: { id: { contains: '@' } } }");
            assertThat(load.documents("c")).extracting(one -> one.get("_id")).isEqualTo(List.of("x@"));
            assertThat(summary.rejectsByCode()).containsOnlyKeys("wrong-value");
        }
    }
}
