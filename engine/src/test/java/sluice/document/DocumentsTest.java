package sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.load.LoadFixture;
import sluice.load.OnEveryServer;
import sluice.load.ServerKind;
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

    @OnEveryServer
    void aFieldThatIsReferredToIsNotRemoved(LoadFixture load) {
        Desk desk = new Desk(load, ODD);
        assertThat(desk.add("groups", "id", "1", "code", "7").done()).isTrue();
        assertThat(desk.add("members", "id", "m", "code", "7").done()).isTrue();

        assertThat(desk.set("groups", List.of("1"), "code", "").done()).isFalse();
        assertThat(desk.set("groups", List.of("1"), "code", "7", "note", "x").done())
                .isTrue();
        assertThat(load.documents("groups").get(0)).containsEntry("code", 7);
    }

    @OnEveryServer
    void anEmptyTextRefersToNothingAndGoesWithNothing(LoadFixture load) {
        Desk desk = new Desk(load, ODD);
        desk.add("texts", "id", "1", "code", "");
        desk.add("words", "id", "w", "code", "");

        assertThat(desk.delete("texts", "1").message()).isEqualTo("Deleted texts 1.");
        assertThat(load.documents("words")).hasSize(1);
    }

    @OnEveryServer
    void elementsOfAnArrayAreAddedTogetherAndNotChangedAlone(LoadFixture load) {
        Desk desk = new Desk(load, """
                collections:
                  places:
                    files: places.csv
                    id: id
                    constants: { at.type: Point }
                    columns:
                      lon: { type: double, name: "at.coordinates[0]" }
                      lat: { type: double, name: "at.coordinates[1]" }
                      note: { type: string }
                """);
        assertThat(desk.add("places", "id", "1", "lat", "59.9", "lon", "10.7").done())
                .isTrue();
        assertThat(desk.add("places", "id", "2", "lat", "1").done()).isTrue();
        assertThat(desk.get("places", "1").orElseThrow().json())
                .contains("\"coordinates\": [10.7, 59.9]", "\"type\": \"Point\"");
        assertThat(desk.get("places", "2").orElseThrow().json()).contains("\"coordinates\": [null, 1.0]");

        Answer refused = desk.set("places", List.of("1"), "lat", "60");
        assertThat(refused.done()).isFalse();
        assertThat(refused.message()).contains("`lat` becomes `at.coordinates[1]`", "can't be changed by itself");
        assertThat(desk.set("places", List.of("1"), "note", "x").done()).isTrue();
        assertThat(desk.get("places", "1").orElseThrow().json()).contains("\"coordinates\": [10.7, 59.9]");
    }

    @OnEveryServer
    void typesComeFromValuesThatAreThere(LoadFixture load) {
        Desk desk = new Desk(load, ODD);
        load.server()
                .database(desk.plan().database())
                .getCollection("groups")
                .insertMany(List.of(
                        new Document("_id", 1).append("tags", List.of()).append("note", null),
                        new Document("_id", 2).append("tags", List.of(3)).append("note", "n")));

        assertThat(desk.add("groups", "id", "3", "tags", "4;5", "note", "6").done())
                .isTrue();
        // A second one: constants are no columns, though the first document has their fields.
        assertThat(desk.add("groups", "id", "4").done()).isTrue();
        assertThat(desk.get("groups", "3").orElseThrow().json())
                .contains("\"tags\": [4, 5]", "\"note\": \"6\"", "\"source\": \"web\"");
    }

    @OnEveryServer
    void aDocumentIsWhatALoadWouldMakeOfItsValues(LoadFixture load) {
        Desk desk = new Desk(load, PLAN);

        assertThat(desk.user("u1")).isEqualTo(new Answer.Done("Added user u1."));
        assertThat(desk.status("s1", "u1").done()).isTrue();
        assertThat(desk.like("s1", "w,\"x\"").message()).isEqualTo("Added likes s1, w,\"x\".");

        assertThat(load.documents("users"))
                .containsExactly(new Document("_id", "u1")
                        .append("name", new Document("first", "Nu1"))
                        .append("EMAIL", "u1@x"));
        assertThat(load.documents("likes").get(0)).containsEntry("STARS", 5).containsEntry("WHO", "w,\"x\"");
        assertThat(desk.get("users", "u1").orElseThrow().json())
                .isEqualTo("{\"_id\": \"u1\", \"name\": {\"first\": \"Nu1\"}, \"EMAIL\": \"u1@x\"}");
        assertThat(desk.get("users", "no")).isEmpty();
    }

    @OnEveryServer
    void whatARuleForbidsIsRefusedAndChangesNothing(LoadFixture load) {
        Desk desk = new Desk(load, PLAN);
        desk.user("u1");
        desk.status("s1", "u1");
        desk.like("s1", "w");
        desk.add("badges", "BADGE", "b1", "OWNER", "u1");
        List<List<Document>> before = state(load);

        Map<String, Answer> answers = new TreeMap<>();
        answers.put("There is a user of that key already.", desk.user("u1"));
        answers.put("There is a likes of that key already.", desk.like("s1", "w"));
        answers.put("There is no user u9, which USER_ID refers to.", desk.status("s2", "u9"));
        answers.put("There is no status s9, which STATUS_ID refers to.", desk.like("s9", "w"));
        answers.put(
                "Column EMAIL: `mail` does not contain `@`",
                desk.add("users", "USER_ID", "u2", "NAME", "n", "EMAIL", "mail"));
        answers.put(
                "Column NAME: has no value; the plan wants one.", desk.add("users", "USER_ID", "u2", "EMAIL", "a@b"));
        answers.put("`USER_ID` has no value", desk.add("users", "NAME", "n"));
        answers.put(
                "Column STARS: `many` is no int", desk.add("likes", "STATUS_ID", "s1", "WHO", "v", "STARS", "many"));
        answers.put("`NAM` is no column of users. Did you mean `NAME`?", desk.set("users", List.of("u1"), "NAM", "x"));
        answers.put("`USER_ID` is the key, which stays", desk.set("users", List.of("u1"), "USER_ID", "u2"));
        answers.put("There is no user u8.", desk.set("users", List.of("u8"), "NAME", "x"));
        answers.put("There is no user no, which OWNER refers to.", desk.set("badges", List.of("b1"), "OWNER", "no"));
        answers.put("There are documents in badges that refer to it", desk.delete("users", "u1"));
        answers.put("There is no likes s1, z.", desk.delete("likes", "s1", "z"));
        answers.put("A document of likes is named by STATUS_ID and WHO", desk.delete("likes", "s1"));

        answers.forEach((reason, answer) -> assertThat(answer)
                .as(reason)
                .isInstanceOf(Answer.Refused.class)
                .extracting(Answer::message)
                .asString()
                .startsWith(reason));
        assertThat(state(load)).isEqualTo(before);
    }

    @OnEveryServer
    void aDeletedDocumentTakesWithItWhatThePlanSays(LoadFixture load) {
        Desk desk = new Desk(load, PLAN);
        for (String user : List.of("u1", "u2")) {
            desk.user(user);
            for (String status : List.of("a", "b")) {
                desk.status(user + status, user);
                desk.like(user + status, "w");
            }
        }

        assertThat(desk.delete("users", "u1"))
                .isEqualTo(new Answer.Done("Deleted user u1, and with it 2 of likes, 2 of statuses."));

        assertThat(load.documents("users")).extracting(one -> one.get("_id")).containsExactly("u2");
        assertThat(load.documents("statuses")).extracting(one -> one.get("_id")).containsExactly("u2a", "u2b");
        assertThat(load.documents("likes")).hasSize(2);
    }

    @OnEveryServer
    void aChangeKeepsTheOtherFields(LoadFixture load) {
        Desk desk = new Desk(load, PLAN);
        desk.user("u1");
        load.testDatabase()
                .collection("users")
                .updateOne(new Document("_id", "u1"), new Document("$set", new Document("name.last", "L")));

        assertThat(desk.set("users", List.of("u1"), "NAME", "Ann", "USER_ID", "u1"))
                .isEqualTo(new Answer.Done("Changed user u1."));

        assertThat(load.documents("users"))
                .containsExactly(new Document("_id", "u1")
                        .append("name", new Document("first", "Ann").append("last", "L"))
                        .append("EMAIL", "u1@x"));
    }

    @ParameterizedTest
    @EnumSource
    void randomOperationsDoWhatAMapInMemoryDoes(ServerKind kind) {
        Property.named("single documents obey the rules")
                .cases(kind == ServerKind.EMBEDDED ? 15 : 6)
                .check(gen -> gen.list(60, DocumentsTest::step), steps -> {
                    try (LoadFixture load = LoadFixture.on(kind)) {
                        Desk desk = new Desk(load, PLAN);
                        Set<String> users = new LinkedHashSet<>();
                        Map<String, String> statuses = new TreeMap<>();
                        for (String[] step : steps) {
                            boolean expected = expected(step, users, statuses);
                            assertThat(perform(step, desk).done()).isEqualTo(expected);
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

    private static Answer perform(String[] step, Desk desk) {
        return switch (step[0]) {
            case "addUser" -> desk.user(step[1]);
            case "addStatus" -> desk.status(step[2], step[1]);
            case "moveStatus" -> desk.set("statuses", List.of(step[2]), "USER_ID", step[1]);
            case "deleteUser" -> desk.delete("users", step[1]);
            default -> desk.delete("statuses", step[2]);
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

    @OnEveryServer
    void whoeverAddsAndDeletesAtOnceLeavesNoOrphan(LoadFixture load) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                work.add(threads.submit(() -> {
                    Desk desk = new Desk(load, PLAN);
                    for (int i = 0; i < 60; i++) {
                        String user = "u" + i % 3;
                        if (number == 0) {
                            desk.user(user);
                            desk.delete("users", user);
                        } else {
                            desk.user(user);
                            desk.status("s" + number + "-" + i % 5, user);
                            desk.like("s" + (number % 3 + 1) + "-" + i % 5, "w" + number + i);
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

    @OnEveryServer
    void columnsAreThoseOfTheFileOrElseOfThePlan(LoadFixture load) {
        Desk desk = new Desk(load, PLAN);
        assertThat(desk.columns("users")).containsExactly("USER_ID", "NAME", "EMAIL");
        load.file("users.csv", "EMAIL,USER_ID,NAME,EXTRA\n");
        assertThat(desk.columns("users")).containsExactly("EMAIL", "USER_ID", "NAME", "EXTRA");
        assertThatThrownBy(() -> Documents.collection(desk.plan(), "usrs"))
                .hasMessage("`usrs` is no collection of plan.yaml. Did you mean `users`?");
    }

    private static List<List<Document>> state(LoadFixture load) {
        return List.of("users", "statuses", "likes", "badges").stream()
                .map(load::documents)
                .toList();
    }
}
