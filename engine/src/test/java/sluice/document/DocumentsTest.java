package sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.load.LoadFixture;
import sluice.load.ServerKind;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class DocumentsTest {
    private static final String PLAN = """
            collections:
              users:
                files: users.csv
                label: user
                id: USER_ID
                types: string
                blank: reject
                columns: { NAME: { name: name.first }, EMAIL: { contains: '@' } }
              statuses:
                files: statuses.csv
                label: status
                id: STATUS_ID
                types: string
                references: { USER_ID: { collection: users, onDelete: cascade } }
                columns: { USER_ID: { name: user_id }, TEXT: { name: text } }
              likes:
                files: likes.csv
                key: [STATUS_ID, WHO]
                columns: { STATUS_ID: { type: string }, WHO: { type: string }, STARS: { type: int } }
                references: { STATUS_ID: { collection: statuses, onDelete: cascade } }
              badges:
                files: badges.csv
                key: BADGE
                types: string
                columns: { OWNER: {} }
                references: { OWNER: users }
            """;

    @TempDir
    Path folder;

    private static CollectionPlan of(Plan plan, String collection) {
        return Documents.collection(plan, collection);
    }

    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }

    private static Answer user(Documents documents, Plan plan, String id) {
        return documents.add(of(plan, "users"), values("USER_ID", id, "NAME", "N" + id, "EMAIL", id + "@x"));
    }

    private static Answer status(Documents documents, Plan plan, String id, String user) {
        return documents.add(of(plan, "statuses"), values("STATUS_ID", id, "USER_ID", user, "TEXT", "t"));
    }

    private static Answer like(Documents documents, Plan plan, String status, String who) {
        return documents.add(of(plan, "likes"), values("STATUS_ID", status, "WHO", who, "STARS", "5"));
    }

    private static final String ODD = """
            collections:
              groups:
                files: no.csv
                id: id
                columns:
                  code: { type: int }
                  tags: { split: ';' }
                  note: {}
                constants: { source: web }
              members:
                files: no2.csv
                id: id
                types: string
                columns: { code: { type: int } }
                references: { code: { collection: groups, field: code, onDelete: cascade } }
              texts:
                files: no3.csv
                id: id
                types: string
                columns: { code: {} }
              words:
                files: no4.csv
                id: id
                types: string
                columns: { code: {} }
                references: { code: { collection: texts, field: code, onDelete: cascade } }
            """;

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsReferredToIsNotRemoved(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(ODD);
            Documents documents = new Documents(plan, load.server());
            assertThat(documents
                            .add(of(plan, "groups"), values("id", "1", "code", "7"))
                            .done())
                    .isTrue();
            assertThat(documents
                            .add(of(plan, "members"), values("id", "m", "code", "7"))
                            .done())
                    .isTrue();

            assertThat(documents
                            .set(of(plan, "groups"), List.of("1"), values("code", ""))
                            .done())
                    .isFalse();
            assertThat(documents
                            .set(of(plan, "groups"), List.of("1"), values("code", "7", "note", "x"))
                            .done())
                    .isTrue();
            assertThat(load.documents("groups").get(0)).containsEntry("code", 7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTextRefersToNothingAndGoesWithNothing(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(ODD);
            Documents documents = new Documents(plan, load.server());
            documents.add(of(plan, "texts"), values("id", "1", "code", ""));
            documents.add(of(plan, "words"), values("id", "w", "code", ""));

            assertThat(documents.delete(of(plan, "texts"), List.of("1")).message())
                    .isEqualTo("Deleted texts 1.");
            assertThat(load.documents("words")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void typesComeFromValuesThatAreThere(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(ODD);
            Documents documents = new Documents(plan, load.server());
            load.server()
                    .database(plan.database())
                    .getCollection("groups")
                    .insertMany(List.of(
                            new Document("_id", 1).append("tags", List.of()).append("note", null),
                            new Document("_id", 2).append("tags", List.of(3)).append("note", "n")));

            assertThat(documents
                            .add(of(plan, "groups"), values("id", "3", "tags", "4;5", "note", "6"))
                            .done())
                    .isTrue();
            // A second one: constants are no columns, though the first document has their fields.
            assertThat(documents.add(of(plan, "groups"), values("id", "4")).done())
                    .isTrue();
            assertThat(documents
                            .get(of(plan, "groups"), List.of("3"))
                            .orElseThrow()
                            .json())
                    .contains("\"tags\": [4, 5]", "\"note\": \"6\"", "\"source\": \"web\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentIsWhatALoadWouldMakeOfItsValues(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(PLAN);
            Documents documents = new Documents(plan, load.server());

            assertThat(user(documents, plan, "u1")).isEqualTo(new Answer.Done("Added user u1."));
            assertThat(status(documents, plan, "s1", "u1").done()).isTrue();
            assertThat(like(documents, plan, "s1", "w,\"x\"").message()).isEqualTo("Added likes s1, w,\"x\".");

            assertThat(load.documents("users"))
                    .containsExactly(new Document("_id", "u1")
                            .append("name", new Document("first", "Nu1"))
                            .append("EMAIL", "u1@x"));
            assertThat(load.documents("likes").get(0)).containsEntry("STARS", 5).containsEntry("WHO", "w,\"x\"");
            assertThat(documents
                            .get(of(plan, "users"), List.of("u1"))
                            .orElseThrow()
                            .json())
                    .isEqualTo("{\"_id\": \"u1\", \"name\": {\"first\": \"Nu1\"}, \"EMAIL\": \"u1@x\"}");
            assertThat(documents.get(of(plan, "users"), List.of("no"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARuleForbidsIsRefusedAndChangesNothing(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(PLAN);
            Documents documents = new Documents(plan, load.server());
            user(documents, plan, "u1");
            status(documents, plan, "s1", "u1");
            like(documents, plan, "s1", "w");
            documents.add(of(plan, "badges"), values("BADGE", "b1", "OWNER", "u1"));
            List<List<Document>> before = state(load);

            Map<String, Answer> answers = new TreeMap<>();
            answers.put("There is a user of that key already.", user(documents, plan, "u1"));
            answers.put("There is a likes of that key already.", like(documents, plan, "s1", "w"));
            answers.put("There is no user u9, which USER_ID refers to.", status(documents, plan, "s2", "u9"));
            answers.put("There is no status s9, which STATUS_ID refers to.", like(documents, plan, "s9", "w"));
            answers.put(
                    "Column EMAIL: `mail` does not contain `@`",
                    documents.add(of(plan, "users"), values("USER_ID", "u2", "NAME", "n", "EMAIL", "mail")));
            answers.put(
                    "Column NAME: has no value; the plan wants one.",
                    documents.add(of(plan, "users"), values("USER_ID", "u2", "EMAIL", "a@b")));
            answers.put("`USER_ID` has no value", documents.add(of(plan, "users"), values("NAME", "n")));
            answers.put(
                    "Column STARS: `many` is no int",
                    documents.add(of(plan, "likes"), values("STATUS_ID", "s1", "WHO", "v", "STARS", "many")));
            answers.put(
                    "`NAM` is no column of users. Did you mean `NAME`?",
                    documents.set(of(plan, "users"), List.of("u1"), values("NAM", "x")));
            answers.put(
                    "`USER_ID` is the key, which stays",
                    documents.set(of(plan, "users"), List.of("u1"), values("USER_ID", "u2")));
            answers.put("There is no user u8.", documents.set(of(plan, "users"), List.of("u8"), values("NAME", "x")));
            answers.put(
                    "There is no user no, which OWNER refers to.",
                    documents.set(of(plan, "badges"), List.of("b1"), values("OWNER", "no")));
            answers.put(
                    "There are documents in badges that refer to it",
                    documents.delete(of(plan, "users"), List.of("u1")));
            answers.put("There is no likes s1, z.", documents.delete(of(plan, "likes"), List.of("s1", "z")));
            answers.put(
                    "A document of likes is named by STATUS_ID and WHO",
                    documents.delete(of(plan, "likes"), List.of("s1")));

            answers.forEach((reason, answer) -> assertThat(answer)
                    .as(reason)
                    .isInstanceOf(Answer.Refused.class)
                    .extracting(Answer::message)
                    .asString()
                    .startsWith(reason));
            assertThat(state(load)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedDocumentTakesWithItWhatThePlanSays(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(PLAN);
            Documents documents = new Documents(plan, load.server());
            for (String user : List.of("u1", "u2")) {
                user(documents, plan, user);
                for (String status : List.of("a", "b")) {
                    status(documents, plan, user + status, user);
                    like(documents, plan, user + status, "w");
                }
            }

            assertThat(documents.delete(of(plan, "users"), List.of("u1")))
                    .isEqualTo(new Answer.Done("Deleted user u1, and with it 2 of likes, 2 of statuses."));

            assertThat(load.documents("users"))
                    .extracting(one -> one.get("_id"))
                    .containsExactly("u2");
            assertThat(load.documents("statuses"))
                    .extracting(one -> one.get("_id"))
                    .containsExactly("u2a", "u2b");
            assertThat(load.documents("likes")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeKeepsTheOtherFields(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(PLAN);
            Documents documents = new Documents(plan, load.server());
            user(documents, plan, "u1");
            load.testDatabase()
                    .collection("users")
                    .updateOne(new Document("_id", "u1"), new Document("$set", new Document("name.last", "L")));

            assertThat(documents.set(of(plan, "users"), List.of("u1"), values("NAME", "Ann", "USER_ID", "u1")))
                    .isEqualTo(new Answer.Done("Changed user u1."));

            assertThat(load.documents("users"))
                    .containsExactly(new Document("_id", "u1")
                            .append("name", new Document("first", "Ann").append("last", "L"))
                            .append("EMAIL", "u1@x"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomOperationsDoWhatAMapInMemoryDoes(ServerKind kind) {
        Property.named("single documents obey the rules")
                .cases(kind == ServerKind.EMBEDDED ? 15 : 6)
                .check(gen -> gen.list(60, DocumentsTest::step), steps -> {
                    try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
                        Plan plan = load.wholePlan(PLAN);
                        Documents documents = new Documents(plan, load.server());
                        Set<String> users = new LinkedHashSet<>();
                        Map<String, String> statuses = new TreeMap<>();
                        for (String[] step : steps) {
                            boolean expected = expected(step, users, statuses);
                            assertThat(perform(step, documents, plan).done()).isEqualTo(expected);
                        }
                        assertThat(load.documents("users"))
                                .extracting(one -> one.getString("_id"))
                                .containsExactlyInAnyOrderElementsOf(users);
                        Map<String, String> found = new TreeMap<>();
                        load.documents("statuses")
                                .forEach(one -> found.put(one.getString("_id"), one.getString("user_id")));
                        assertThat(found).isEqualTo(statuses);
                    }
                });
    }

    private static String[] step(Gen gen) {
        return new String[] {
            gen.oneOf("addUser", "addStatus", "moveStatus", "deleteUser", "deleteStatus", "addStatus"),
            "u" + gen.between(1, 4),
            "s" + gen.between(1, 6)
        };
    }

    private static Answer perform(String[] step, Documents documents, Plan plan) {
        return switch (step[0]) {
            case "addUser" -> user(documents, plan, step[1]);
            case "addStatus" -> status(documents, plan, step[2], step[1]);
            case "moveStatus" -> documents.set(of(plan, "statuses"), List.of(step[2]), values("USER_ID", step[1]));
            case "deleteUser" -> documents.delete(of(plan, "users"), List.of(step[1]));
            default -> documents.delete(of(plan, "statuses"), List.of(step[2]));
        };
    }

    /** What a map does, and whether it should succeed. */
    private static boolean expected(String[] step, Set<String> users, Map<String, String> statuses) {
        String user = step[1];
        String status = step[2];
        return switch (step[0]) {
            case "addUser" -> users.add(user);
            case "addStatus" -> users.contains(user) && statuses.putIfAbsent(status, user) == null;
            case "moveStatus" -> users.contains(user) && statuses.replace(status, user) != null;
            case "deleteUser" -> {
                boolean there = users.remove(user);
                if (there) {
                    statuses.values().removeIf(user::equals);
                }
                yield there;
            }
            default -> statuses.remove(status) != null;
        };
    }

    @ParameterizedTest
    @EnumSource
    void whoeverAddsAndDeletesAtOnceLeavesNoOrphan(ServerKind kind) throws InterruptedException, ExecutionException {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(PLAN);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    int number = thread;
                    work.add(threads.submit(() -> {
                        Documents documents = new Documents(plan, load.server());
                        for (int i = 0; i < 60; i++) {
                            String user = "u" + i % 3;
                            if (number == 0) {
                                user(documents, plan, user);
                                documents.delete(of(plan, "users"), List.of(user));
                            } else {
                                user(documents, plan, user);
                                status(documents, plan, "s" + number + "-" + i % 5, user);
                                like(documents, plan, "s" + (number % 3 + 1) + "-" + i % 5, "w" + number + i);
                            }
                        }
                    }));
                }
                for (Future<?> one : work) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            Set<Object> users = new LinkedHashSet<>();
            load.documents("users").forEach(one -> users.add(one.get("_id")));
            Set<Object> statuses = new LinkedHashSet<>();
            load.documents("statuses").forEach(one -> statuses.add(one.get("_id")));
            assertThat(load.documents("likes"))
                    .allSatisfy(one -> assertThat(statuses).contains(one.get("STATUS_ID")));
            assertThat(load.documents("statuses"))
                    .allSatisfy(one -> assertThat(users).contains(one.get("user_id")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void columnsAreThoseOfTheFileOrElseOfThePlan(ServerKind kind) {
        try (LoadFixture load = new LoadFixture(kind.connectionString(), folder)) {
            Plan plan = load.wholePlan(PLAN);
            Documents documents = new Documents(plan, load.server());
            assertThat(documents.columns(of(plan, "users"))).containsExactly("USER_ID", "NAME", "EMAIL");
            load.file("users.csv", "EMAIL,USER_ID,NAME,EXTRA\n");
            assertThat(documents.columns(of(plan, "users"))).containsExactly("EMAIL", "USER_ID", "NAME", "EXTRA");
            assertThatThrownBy(() -> Documents.collection(plan, "usrs"))
                    .hasMessage("`usrs` is no collection of plan.yaml. Did you mean `users`?");
        }
    }

    private static List<List<Document>> state(LoadFixture load) {
        return List.of("users", "statuses", "likes", "badges").stream()
                .map(load::documents)
                .toList();
    }
}
