package sluice.cli.hpnorton;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sluice.cli.terminal.Numbers;
import sluice.plan.Plan;
import sluice.query.Query;
import sluice.query.Row;
import sluice.report.CollectionSummary;
import sluice.report.LoadSummary;
import sluice.server.Server;

/** HPNorton's answers, as JSON with a document a line. Rows are written as they come. */
final class HpnortonAnswers {
    private final Plan plan;
    private final Server server;
    private final PrintWriter out;

    HpnortonAnswers(Plan plan, Server server, PrintWriter out) {
        this.plan = plan;
        this.server = server;
        this.out = out;
    }

    /** A mapping of each row's id to its other fields. */
    void byId(String query, String id) {
        Entries entries = new Entries('{', '}');
        Query.of(plan, query, Map.of()).run(server, row -> {
            entries.add(Row.quoted(row.text(id)) + ": " + row.without(id).json());
            return true;
        });
        entries.end();
    }

    /** A mapping of each id to the list of its rows' other fields; rows of an id come together. */
    void listsById(String query, String id) {
        Entries entries = new Entries('{', '}');
        List<String> rows = new ArrayList<>();
        StringBuilder last = new StringBuilder();
        Query.of(plan, query, Map.of()).run(server, row -> {
            if (!rows.isEmpty() && !row.text(id).contentEquals(last)) {
                entries.add(Row.quoted(last.toString()) + ": [" + String.join(", ", rows) + "]");
                rows.clear();
            }
            last.replace(0, last.length(), row.text(id));
            rows.add(row.without(id).json());
            return true;
        });
        if (!rows.isEmpty()) {
            entries.add(Row.quoted(last.toString()) + ": [" + String.join(", ", rows) + "]");
        }
        entries.end();
    }

    /** A list of rows. */
    void list(Query query) {
        Entries entries = new Entries('[', ']');
        query.run(server, row -> {
            entries.add(row.json());
            return true;
        });
        entries.end();
    }

    /** The entries of one mapping or list, a line each. */
    private final class Entries {
        private final char close;
        private boolean empty = true;

        Entries(char open, char close) {
            this.close = close;
            out.print(open);
        }

        void add(String entry) {
            out.print((empty ? "" : ",") + System.lineSeparator() + "  " + entry);
            empty = false;
        }

        void end() {
            out.println((empty ? "" : System.lineSeparator()) + close);
        }
    }

    /** What a load did to each collection. */
    static void results(LoadSummary summary, boolean json, PrintWriter out) {
        if (!json) {
            summary.collections().forEach(collection -> out.println(words(collection)));
            return;
        }
        out.println(summary.collections().stream()
                .map(one -> Row.quoted(one.name())
                        + String.format(
                                Locale.ROOT,
                                ": {\"success\": %d, \"fail\": %d, \"total_records\": %d, \"elapsed\": %.6f}",
                                one.inserted(),
                                one.rejected(),
                                one.countAfter(),
                                one.elapsedSeconds()))
                .collect(Collectors.joining(", ", "{", "}")));
    }

    /** The results of one collection, as a person reads them. */
    private static String words(CollectionSummary collection) {
        return collection.name() + ": success " + Numbers.count(collection.inserted()) + ", fail "
                + Numbers.count(collection.rejected()) + ", total_records " + Numbers.count(collection.countAfter())
                + ", elapsed " + Numbers.seconds(collection.elapsedSeconds());
    }
}
