package sluice.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import sluice.cli.process.ExitCode;

/** The reference page of the commands, out of their own declarations: the same on every machine. */
final class CommandsReference {
    private static final String DEFAULT_WORDS = " Default: ";
    private static final List<String> COMMON = List.of("--verbose", "--help", "--version");
    private static final int WIDTH = 100;

    private final StringBuilder page = new StringBuilder();

    private CommandsReference() {}

    /** The page as Markdown. */
    static String page() {
        CommandsReference reference = new CommandsReference();
        reference.line("# Commands");
        reference.line("");
        reference.line("Made from the commands' own declarations; `sluice COMMAND --help` shows the same.");
        reference.command(Subcommands.all(new Main()));
        reference.exitCodes();
        return reference.page.toString();
    }

    private void command(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        boolean top = spec.parent() == null;
        line("");
        line("## " + spec.qualifiedName());
        line("");
        line("```");
        page.append(synopsis(spec));
        line("```");
        line("");
        line(text(spec.usageMessage().description()));
        parameters(spec.positionalParameters());
        options(
                top ? "common options" : "options",
                spec.options().stream().filter(option -> top || !COMMON.contains(option.longestName())));
        footer(spec.usageMessage().footer());
        subcommands(spec);
    }

    private static String synopsis(CommandSpec spec) {
        spec.usageMessage().autoWidth(false).width(WIDTH);
        return new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF))
                        .synopsis(0)
                        .stripTrailing() + "\n";
    }

    private void parameters(List<PositionalParamSpec> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        line("");
        line("| parameter | meaning |");
        line("|---|---|");
        parameters.forEach(parameter -> line(row(code(parameter.paramLabel()), cell(text(parameter.description())))));
    }

    private void options(String title, Stream<OptionSpec> options) {
        List<OptionSpec> shown = options.filter(option -> !option.hidden()).toList();
        if (shown.isEmpty()) {
            return;
        }
        line("");
        line("| " + title + " | value | meaning | default |");
        line("|---|---|---|---|");
        shown.forEach(this::option);
    }

    private void option(OptionSpec option) {
        String names =
                Arrays.stream(option.names()).map(CommandsReference::code).collect(Collectors.joining(", "));
        String value = option.arity().max() == 0 ? "" : code(option.paramLabel());
        String description = text(option.description());
        int at = description.indexOf(DEFAULT_WORDS);
        String meaning = at < 0 ? description : description.substring(0, at);
        line(row(names, value, cell(meaning), cell(defaultOf(option, description, at))));
    }

    /** As the description says it, or else as it is declared. */
    private static String defaultOf(ArgSpec option, String description, int at) {
        return at < 0
                ? Objects.toString(option.defaultValue(), "")
                : description.substring(at + DEFAULT_WORDS.length()).replaceAll("\\.$", "");
    }

    private void footer(String... lines) {
        if (lines.length > 0) {
            line("");
            line("```");
            String text = Arrays.stream(lines).map(String::format).collect(Collectors.joining("\n"));
            line(text.strip());
            line("```");
        }
    }

    private void subcommands(CommandSpec spec) {
        Map<String, CommandLine> subcommands = spec.subcommands();
        if (spec.parent() == null) {
            line("");
            line("| command | does |");
            line("|---|---|");
            subcommands.forEach((name, command) -> line(row(
                    "[`" + name + "`](#" + spec.name() + "-" + name + ")",
                    cell(text(command.getCommandSpec().usageMessage().description())))));
        }
        subcommands.values().forEach(this::command);
    }

    private void exitCodes() {
        line("");
        line("## Exit codes");
        line("");
        line("| code | meaning |");
        line("|---|---|");
        for (ExitCode code : ExitCode.values()) {
            line(row(Integer.toString(code.status()), code.meaning()));
        }
    }

    /** Picocli formats descriptions; percent signs in them are doubled. */
    private static String text(String... lines) {
        return Arrays.stream(lines)
                .map(String::format)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static String code(String text) {
        return "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
