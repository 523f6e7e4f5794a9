package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.BsonArray;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.cli.plan.Plans;

/** Named queries, the plans of the tool, and single documents, from the command line. */
final class QueryIT {
    @RegisterExtension
    final Sluice sluice = Sluice.inOwnFolder();

    private final Path folder = sluice.folder();

    @BeforeEach
    void inItsFolder() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), """
                database: d
                collections:
                  people: { files: people.csv, key: id, label: person, types: string, columns: { city: { name: home.city } } }
                queries:
                  all: { help: Everybody., collection: people, sort: { id: 1 }, projection: { _id: 0 } }
                  by-name:
                    help: Those of a name.
                    collection: people
                    parameters: { name: { type: string, help: The name. } }
                    filter: { name: { $parameter: name } }
                    projection: { _id: 0 }
                """);
        Files.writeString(folder.resolve("people.csv"), "id,name,city\n1,Ann,\"Rome, \"\"the\"\" city\"\n2,Böb,Bonn\n");
    }

    @Test
    void whatASpreadsheetWouldRunBecomesTextUnlessAskedForRaw() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id,name,city\n1,=1+1,@x\n2,-5,+a\n");
        assertThat(sluice.run("load", "p.yaml").exitCode()).isZero();

        assertThat(sluice.run("query", "p.yaml", "all", "--format", "csv").out())
                .isEqualTo("id,name,home.city\n1,'=1+1,'@x\n2,-5,'+a\n");
        assertThat(sluice.run("query", "p.yaml", "all", "--format", "csv", "--raw")
                        .out())
                .isEqualTo("id,name,home.city\n1,=1+1,@x\n2,-5,+a\n");
        assertThat(sluice.run("query", "p.yaml", "all", "--raw").exitCode()).isEqualTo(64);
    }

    @Test
    void rowsComeInTheFormatAskedFor() {
        assertThat(sluice.run("load", "p.yaml").exitCode()).isZero();
        Sluice.Result lines = sluice.run("query", "p.yaml", "all");
        assertThat(lines.exitCode()).isZero();
        assertThat(lines.err()).startsWith("Server: embedded server");
        assertThat(lines.out().lines().map(Document::parse))
                .containsExactly(
                        new Document("id", "1")
                                .append("name", "Ann")
                                .append("home", new Document("city", "Rome, \"the\" city")),
                        Document.parse("{id: '2', name: 'Böb', home: {city: 'Bonn'}}"));
        assertThat(sluice.run("query", "p.yaml", "all", "--format", "csv").out())
                .isEqualTo("id,name,home.city\n1,Ann,\"Rome, \"\"the\"\" city\"\n2,Böb,Bonn\n");
        assertThat(BsonArray.parse(
                        sluice.run("query", "p.yaml", "all", "--format", "json").out()))
                .hasSize(2);
        assertThat(sluice.run("query", "p.yaml", "by-name", "name=Böb", "--format", "table")
                        .out())
                .contains("id  name  home.city\n2   Böb   Bonn\n1 row\n");
        assertThat(sluice.run("query", "p.yaml", "by-name", "name={\"$gt\":\"\"}")
                        .out())
                .isEmpty();
        assertThat(sluice.run("query", "p.yaml", "by-name", "name=x", "--format", "json")
                        .out())
                .isEqualTo("[]\n");
        try (Pty pty = sluice.onTerminal("query", "p.yaml", "all")) {
            pty.await("Server: ").await("id  name  home.city").await("2 rows");
            assertThat(pty.exitCode()).isZero();
        }
    }

    @Test
    void queriesAreListedAndWrongOnesSaid() {
        assertThat(sluice.run("query", "p.yaml").out())
                .isEqualTo("all\n    Everybody.\nby-name name=string\n    Those of a name.\n    name: The name.\n");
        assertThat(sluice.run("query", "p.yaml", "by-nam").err()).contains("Did you mean `by-name`?");
        Sluice.Result missing = sluice.run("query", "p.yaml", "by-name");
        assertThat(missing.exitCode()).isEqualTo(64);
        assertThat(missing.err()).contains("The query by-name needs name=VALUE (string). The name.");
        assertThat(sluice.run("query", "p.yaml", "by-name", "Bob").exitCode()).isEqualTo(64);
        assertThat(folder.resolve("sluice-data")).doesNotExist();
    }

    @Test
    void anAnswerThatCantBeWrittenIsNoSuccess() {
        assertThat(sluice.run("load", "p.yaml").exitCode()).isZero();
        Sluice.Result full = sluice.startCommand(
                        "sh", "-c", "\"$0\" query p.yaml all --format csv > /dev/full", sluice.program())
                .endOfInput()
                .result();
        assertThat(full.exitCode()).isEqualTo(3);
        assertThat(full.err()).contains("standard output: No space left on device; what was printed is incomplete");
        Sluice.Result enough = sluice.startCommand(
                        "sh", "-c", "\"$0\" query p.yaml all | head -0; echo done", sluice.program())
                .endOfInput()
                .result();
        assertThat(enough.out()).isEqualTo("done\n");
        assertThat(enough.err()).doesNotContain("incomplete");
    }

    @Test
    void singleDocumentsAreAddedChangedShownAndDeleted() {
        assertThat(sluice.run("doc", "add", "p.yaml", "people", "id=7", "name=Eve", "city=Graz")
                        .out())
                .isEqualTo("Added person 7.\n");
        Sluice.Result twice = sluice.run("doc", "add", "p.yaml", "people", "id=7", "name=Eve");
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("Not done: There is a person of that key already.");
        assertThat(sluice.run("doc", "set", "p.yaml", "people", "7", "city=Linz")
                        .out())
                .isEqualTo("Changed person 7.\n");
        assertThat(Document.parse(sluice.run("doc", "get", "p.yaml", "people", "7")
                                .out())
                        .get("home"))
                .isEqualTo(new Document("city", "Linz"));
        assertThat(sluice.run("doc", "delete", "p.yaml", "people", "7").out()).isEqualTo("Deleted person 7.\n");
        assertThat(sluice.run("doc", "get", "p.yaml", "people", "7").exitCode()).isEqualTo(1);
        assertThat(sluice.run("doc", "add", "p.yaml", "peple", "id=7").exitCode())
                .isEqualTo(64);
        assertThat(sluice.run("doc", "set", "p.yaml", "people", "7").exitCode()).isEqualTo(64);
        assertThat(sluice.run("doc").exitCode()).isEqualTo(64);
    }

    @Test
    void aPlanOfTheToolIsAStartForOnesOwn() throws IOException {
        assertThat(sluice.run("plan", "list").out()).contains("hpnorton", "social", "store");
        for (String name : Plans.BUNDLED) {
            Sluice.Result shown = sluice.run("plan", "show", name);
            assertThat(shown.exitCode()).isZero();
            assertThat(shown.out()).startsWith("# ").contains("database: ").doesNotContain("../");
            Files.writeString(folder.resolve(name + ".yaml"), shown.out());
            assertThat(sluice.run("query", name + ".yaml").exitCode()).isZero();
        }
        assertThat(sluice.run("plan", "show", "socal").err()).contains("Did you mean `social`?");
        assertThat(sluice.run(
                                "load",
                                "hpnorton",
                                "--from",
                                Sluice.examples().resolve("hpnorton").toString())
                        .exitCode())
                .isZero();
    }
}
