package sluice.cli.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sluice.cli.connection.DatabaseMixin;
import sluice.cli.connection.ServerOptionsMixin;
import sluice.cli.connection.ServerSession;
import sluice.cli.plan.Plans;
import sluice.cli.process.ExitCode;
import sluice.document.Answer;
import sluice.document.Documents;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.query.Row;

/** The command {@code sluice doc}. */
@Command(
        name = "doc",
        description = {
            "Adds, changes, shows or deletes one document of a plan's collection.",
            "Values are read as a load reads them; keys stay unique, and references lead somewhere."
        })
public final class DocCommand implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "name what to do: add, set, get or delete");
    }

    @Command(description = "Adds a document.")
    int add(
            @Mixin Where where,
            @Parameters(
                            index = "2..*",
                            arity = "1..*",
                            paramLabel = "COLUMN=VALUE",
                            description = "The document's values, by column.")
                    List<String> values) {
        return where.answer(documents -> documents.add(where.collection(), where.values(values)));
    }

    @Command(description = "Changes columns of a document; the others stay.")
    int set(
            @Mixin Where where,
            @Parameters(
                            index = "2..*",
                            arity = "2..*",
                            paramLabel = "KEY|COLUMN=VALUE",
                            description =
                                    "The values of the key's columns, in the plan's order, and then what to change.")
                    List<String> rest) {
        int keys = where.keys(rest);
        return where.answer(documents -> documents.set(
                where.collection(), rest.subList(0, keys), where.values(rest.subList(keys, rest.size()))));
    }

    @Command(description = "Prints a document as JSON.")
    int get(
            @Mixin Where where,
            @Parameters(
                            index = "2..*",
                            arity = "1..*",
                            paramLabel = "KEY",
                            description = "The values of the key's columns.")
                    List<String> key) {
        return where.with(documents -> {
            Optional<Row> row = documents.get(where.collection(), key);
            row.ifPresent(found -> where.line(found.json()));
            if (row.isEmpty()) {
                where.error("There is no " + where.collection().noun() + " " + String.join(", ", key) + ".");
            }
            return (row.isPresent() ? ExitCode.OK : ExitCode.REJECTS).status();
        });
    }

    @Command(description = "Deletes a document; what refers to it goes with it or prevents it, as the plan says.")
    int delete(
            @Mixin Where where,
            @Parameters(
                            index = "2..*",
                            arity = "1..*",
                            paramLabel = "KEY",
                            description = "The values of the key's columns.")
                    List<String> key) {
        return where.answer(documents -> documents.delete(where.collection(), key));
    }

    /** Which collection on which server. */
    static final class Where {
        @Parameters(
                index = "0",
                paramLabel = "PLAN",
                description = "A plan, or the name of one that comes with Sluice.")
        String plan = "";

        @Parameters(index = "1", paramLabel = "COLLECTION", description = "A collection of the plan.")
        String collection = "";

        @Mixin
        ServerOptionsMixin serverOptions = new ServerOptionsMixin();

        @Mixin
        DatabaseMixin database = new DatabaseMixin();

        @Spec(Spec.Target.MIXEE)
        @Nullable
        CommandSpec spec;

        private @Nullable Plan read;

        private Plan plan() {
            Plan known = read;
            if (known == null) {
                known = Plans.read(plan, null, database.name());
                read = known;
            }
            return known;
        }

        CollectionPlan collection() {
            try {
                return Documents.collection(plan(), collection);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }

        int keys(List<String> rest) {
            int keys = Documents.keyColumns(collection()).size();
            if (rest.size() <= keys) {
                throw wrong("nothing to change is given: name the key ("
                        + String.join(", ", Documents.keyColumns(collection())) + "), then COLUMN=VALUE");
            }
            return keys;
        }

        Map<String, String> values(List<String> given) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String one : given) {
                int equals = one.indexOf('=');
                if (equals < 1) {
                    throw wrong("`" + one + "` is no value; write COLUMN=VALUE");
                }
                if (values.put(one.substring(0, equals), one.substring(equals + 1)) != null) {
                    throw wrong("the column " + one.substring(0, equals) + " is given twice");
                }
            }
            return values;
        }

        private ParameterException wrong(String message) {
            return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
        }

        int answer(Function<Documents, Answer> operation) {
            return with(documents -> {
                Answer answer = operation.apply(documents);
                if (answer.done()) {
                    line(answer.message());
                } else {
                    error("Not done: " + answer.message());
                }
                return (answer.done() ? ExitCode.OK : ExitCode.REJECTS).status();
            });
        }

        int with(Function<Documents, Integer> operation) {
            Plan of = plan();
            try (ServerSession session = ServerSession.open(serverOptions, 2)) {
                Objects.requireNonNull(spec)
                        .commandLine()
                        .getErr()
                        .println(session.greeting(database.chosen(of.database())));
                return operation.apply(new Documents(of, session.server()));
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }

        void line(String text) {
            Objects.requireNonNull(spec).commandLine().getOut().println(text);
        }

        void error(String text) {
            Objects.requireNonNull(spec).commandLine().getErr().println(text);
        }
    }
}
