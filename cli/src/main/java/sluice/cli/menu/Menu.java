package sluice.cli.menu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import sluice.cli.connection.ServerSession;
import sluice.cli.process.ExitCode;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Prompt;
import sluice.cli.terminal.Screen;
import sluice.document.Documents;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.QueryPlan;
import sluice.plan.Suggestions;
import sluice.server.ServerException;

/**
 * A plan's menu: first the loads, then four operations for each collection whose documents can be named, then the queries.
 * The letters follow from that order; Q ends.
 */
final class Menu {
    private static final String QUIT = "Q";

    private final Plan plan;
    private final Screen screen;
    private final Prompt prompt;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** One choice; its action says whether it succeeded. */
    private record Entry(String title, Action action) {}

    private interface Action {
        boolean run();
    }

    private Menu(Plan plan, Screen screen, Prompt prompt, MenuActions actions) {
        this.plan = plan;
        this.screen = screen;
        this.prompt = prompt;
        plan.collections().forEach(one -> add("Load " + one.noun() + " file", () -> actions.load(one)));
        for (CollectionPlan one : plan.collections()) {
            if (!Documents.keyColumns(one).isEmpty()) {
                add("Add " + one.noun(), () -> actions.add(one));
                add("Update " + one.noun(), () -> actions.update(one));
                add("Search " + one.noun(), () -> actions.search(one));
                add("Delete " + one.noun(), () -> actions.delete(one));
            }
        }
        for (QueryPlan query : plan.queries()) {
            add("Query " + query.name(), () -> actions.query(query));
        }
    }

    /** Shows a plan's menu until somebody has enough of it; returns the exit code. */
    static int run(String name, MenuOptions options, CommandLine command) {
        Plan plan = options.plan(name);
        try (ServerSession session = ServerSession.open(options.serverOptions, 64);
                Screen screen = Screen.interactive(command.getOut())) {
            screen.line(session.greeting(options.database.chosen(plan.database())));
            Prompt prompt = Prompt.on(screen);
            MenuActions actions = new MenuActions(plan, options, session.server(), screen, prompt, command.getErr());
            return new Menu(plan, screen, prompt, actions).loop(actions).status();
        }
    }

    private void add(String title, Action action) {
        entries.put(letters(entries.size()), new Entry(title, action));
    }

    /** A to Z without Q, then AA and so on. */
    private static String letters(int index) {
        String alphabet = "ABCDEFGHIJKLMNOPRSTUVWXYZ";
        String last = alphabet.substring(index % alphabet.length(), index % alphabet.length() + 1);
        return index < alphabet.length() ? last : letters(index / alphabet.length() - 1) + last;
    }

    private ExitCode loop(MenuActions actions) {
        boolean failed = false;
        if (prompt.isPerson()) {
            show();
        }
        while (true) {
            String choice;
            try {
                choice = prompt.askOneOf("Choice (? shows the menu): ", start -> List.copyOf(entries.keySet()))
                        .strip()
                        .toUpperCase(Locale.ROOT);
            } catch (Prompt.LeftException e) {
                continue;
            } catch (Prompt.EndedException e) {
                break;
            }
            if (choice.equals(QUIT)) {
                actions.offerToDrop();
                break;
            }
            if (choice.isEmpty() || choice.equals("?")) {
                show();
                continue;
            }
            Entry entry = entries.get(choice);
            if (entry == null) {
                List<String> known = new ArrayList<>(entries.keySet());
                known.add(QUIT);
                screen.line("`" + choice + "` is no choice." + Suggestions.forUnknown(choice, known));
                failed = true;
                continue;
            }
            try {
                failed |= !entry.action.run();
            } catch (Prompt.LeftException e) {
                screen.line("Left; nothing was changed.");
            } catch (ServerException | PlanException | IllegalArgumentException e) {
                screen.line("Not done: " + e.getMessage());
                failed = true;
            } catch (Prompt.EndedException e) {
                screen.line(entry.title + ": not done, the input ended before it was complete.");
                failed = true;
                break;
            }
        }
        return failed && !prompt.isPerson() ? ExitCode.REJECTS : ExitCode.OK;
    }

    private void show() {
        screen.line("");
        screen.line(plan.origin());
        entries.forEach((letter, entry) -> screen.line("  " + Columns.padRight(letter, 3) + entry.title));
        screen.line("  " + Columns.padRight(QUIT, 3) + "Quit");
    }
}
