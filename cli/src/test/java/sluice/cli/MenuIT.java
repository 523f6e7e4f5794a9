package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** The menus, from a pipe and on a terminal. */
final class MenuIT {
    private static final String ACCOUNTS = """
            USER_ID,NAME,LASTNAME,EMAIL
            ann1,Ann,Lee,ann@x.org
            bob1,Bob,Ray,bob@x.org
            """;
    private static final String STATUSES = """
            STATUS_ID,USER_ID,STATUS_TEXT
            s1,ann1,Hello
            s2,nobody,Lost
            s3,bob1,"Two, words"
            """;

    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inItsFolder() throws IOException {
        Files.writeString(folder.resolve("accounts.csv"), ACCOUNTS);
        Files.writeString(folder.resolve("status_updates.csv"), STATUSES);
    }

    private static String[] social(TestDatabase database, String... more) {
        String[] all = new String[5 + more.length];
        all[0] = "social";
        all[1] = "--uri";
        all[2] = database.connectionString();
        all[3] = "-d";
        all[4] = database.name();
        System.arraycopy(more, 0, all, 5, more.length);
        return all;
    }

    @Test
    void theWholeMenuCanBeScripted() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.runWithInput(
                    String.join(
                            "\n",
                            // Load users in chunks of one row, then statuses.
                            "A",
                            "",
                            "1",
                            "2",
                            "B",
                            "status_updates.csv",
                            "",
                            "",
                            // Add, add again, add with an empty field, update, search, delete.
                            "C",
                            "cid1",
                            "Cid",
                            "Moe",
                            "cid@x.org",
                            "C",
                            "cid1",
                            "Cid",
                            "Moe",
                            "cid@x.org",
                            "C",
                            "dan1",
                            "",
                            "Poe",
                            "dan@x.org",
                            "D",
                            "cid1",
                            "",
                            "Mole",
                            "",
                            "E",
                            "cid1",
                            "E",
                            "nobody",
                            "F",
                            "bob1",
                            "G",
                            "s4",
                            "cid1",
                            "New",
                            "G",
                            "s5",
                            "bob1",
                            "Gone",
                            "H",
                            "s4",
                            "",
                            "Newer",
                            "I",
                            "s4",
                            "J",
                            "s1",
                            "X",
                            "Q",
                            ""),
                    social(database));

            assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
            assertThat(result.out())
                    .contains("Loaded: 2 of 2 records are in " + database.name())
                    .contains("Loaded with rejects: 2 of 3 records", "1 orphan")
                    .containsSubsequence(
                            "Added user cid1.",
                            "Not done: There is a user of that key already.",
                            "Not done: Column NAME: has no value",
                            "Changed user cid1.",
                            "  user_last_name: Mole",
                            "Not done: there is no user nobody.",
                            "Deleted user bob1, and with it 1 of StatusUpdates.",
                            "Added status s4.",
                            "Not done: There is no user bob1, which USER_ID refers to.",
                            "Changed status s4.",
                            "  status_text: Newer",
                            "Deleted status s1.",
                            "`X` is no choice.");
            assertThat(database.documents("UserAccounts"))
                    .containsExactly(user("ann1", "Ann", "Lee", "ann@x.org"), user("cid1", "Cid", "Mole", "cid@x.org"));
            assertThat(database.documents("StatusUpdates"))
                    .containsExactly(
                            new Document("_id", "s4").append("user_id", "cid1").append("status_text", "Newer"));
        }
    }

    private static Document user(String id, String name, String last, String email) {
        return new Document("_id", id)
                .append("user_name", name)
                .append("user_last_name", last)
                .append("email", email);
    }

    @Test
    void theEmbeddedServerDoesTheSame() {
        Sluice.Result result = sluice.runWithInput("A\n\n\n\nF\nann1\nE\nann1\nE\nbob1\n", "social");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsSubsequence(
                        "Loaded: 2 of 2", "Deleted user ann1.", "Not done: there is no user ann1.", "email: bob@x.org");
    }

    @Test
    void aMislabelledFileIsLoadedOnceSomebodySaysHow() throws IOException {
        Files.writeString(
                folder.resolve("accounts.csv"),
                "USER_ID,EMAIL,NAME,LASTNAME\nLarisa.Yesima75,Larisa,Yesima,Larisa.Yesima75@testmail.com\n");
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            assertThat(sluice.runWithInput("A\n\n\n\n", social(database)).out())
                    .contains("no value of the column EMAIL contains `@`, but those of LASTNAME do")
                    .contains("Not done: nothing was loaded.");
            assertThat(database.count("UserAccounts")).isZero();

            Sluice.Result result =
                    sluice.runWithInput("A\n\n\n\n", social(database, "--relabel", "USER_ID,NAME,LASTNAME,EMAIL"));

            assertThat(result.exitCode()).as(result.all()).isZero();
            assertThat(database.documents("UserAccounts"))
                    .containsExactly(user("Larisa.Yesima75", "Larisa", "Yesima", "Larisa.Yesima75@testmail.com"));
        }
    }

    @Test
    void anInputThatEndsInAQuestionChangesNothing() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            Sluice.Result result = sluice.runWithInput("C\neve1\nEve\n", social(database));
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).contains("Add user: not done, the input ended before it was complete.");
            assertThat(database.count("UserAccounts")).isZero();
        }
    }

    @Test
    void everyPlanHasAMenu() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), """
                database: d
                collections:
                  things: { files: things.csv, key: [a, b] }
                  logs: { files: logs.csv }
                queries:
                  by-a: { collection: things, parameters: { a: int }, filter: { a: { $parameter: a } }, projection: { _id: 0 } }
                """);
        Files.writeString(folder.resolve("things.csv"), "a,b,c\n1,x,9\n2,y,8\n");
        Files.writeString(folder.resolve("logs.csv"), "t\nhello\n");

        Sluice.Result result = sluice.runWithInput(
                "?\nA\n\n\n\nB\n\n\n\nC\n1\nz\n7\nE\n2\ny\nD\n2\ny\n5\nF\n1\nx\nG\n1\nQ\n", "menu", "p.yaml");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .contains(
                        "A  Load things file",
                        "B  Load logs file",
                        "C  Add things",
                        "F  Delete things",
                        "G  Query by-a",
                        "Q  Quit")
                .containsSubsequence("Added things 1, z.", "  c: 8", "Changed things 2, y.", "Deleted things 1, x.")
                .containsPattern("a +b +c\\n1 +z +7\\n1 row");
    }

    @Test
    void aPersonIsAskedAndCanLeaveAQuestion() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared());
                Pty pty = sluice.onTerminal(social(database))) {
            pty.await("Q  Quit").await("Choice (? shows the menu): ").enter("a");
            // A file's name is completed.
            pty.await("File [accounts.csv]: ")
                    .type("acc\t")
                    .await("accounts.csv")
                    .enter("");
            pty.await("Chunk size").enter("1").await("Workers").enter("2");
            pty.await("100%").await("Loaded: 2 of 2 records").await("Choice");
            pty.enter("c").await("USER_ID: ").enter("eve1").await("NAME: ").type("\u0003");
            pty.await("Left; nothing was changed.")
                    .await("Choice")
                    .type("\u0003")
                    .await("Choice");
            // An id is completed out of the database; Ctrl-P brings the last answer back.
            pty.enter("e")
                    .await("USER_ID: ")
                    .type("bo\t")
                    .await("bob1")
                    .enter("")
                    .await("user_name: Bob")
                    .await("Choice");
            pty.enter("e")
                    .await("USER_ID: ")
                    .type("\u0010\u0010")
                    .await("bob1")
                    .enter("")
                    .await("user_name: Bob");
            pty.await("Choice").type("\u0004");

            assertThat(pty.exitCode()).as(pty::plain).isZero();
            assertThat(database.documents("UserAccounts"))
                    .extracting(one -> one.get("_id"))
                    .containsExactly("ann1", "bob1");
        }
    }

    @Test
    void quittingOffersToDropAndKeepsWhereNobodySaysSo() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared())) {
            for (String answer : new String[] {"", "y"}) {
                try (Pty pty = sluice.onTerminal(social(database))) {
                    if (answer.isEmpty()) {
                        pty.await("Choice")
                                .enter("A")
                                .await("File")
                                .enter("")
                                .await("Chunk")
                                .enter("")
                                .await("Workers")
                                .enter("");
                        pty.await("Loaded: 2 of 2");
                    }
                    pty.await("Choice").enter("Q").await("Drop data? [y/N]").enter(answer);
                    assertThat(pty.exitCode()).as(pty::plain).isZero();
                }
                assertThat(database.count("UserAccounts")).isEqualTo(answer.isEmpty() ? 2 : 0);
            }
        }
    }
}
