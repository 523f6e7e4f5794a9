package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class SubcommandsTest {
    private static final CommandLine ALL = Subcommands.all(new Main());

    static Stream<String> names() {
        return ALL.getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommandHasTheNameThatItDeclares(String name) {
        Object command = command(ALL, name).getCommandSpec().userObject();

        assertThat(command.getClass().getAnnotation(CommandLine.Command.class).name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommandAloneIsTheSameAsAmongAll(String name) {
        CommandLine alone = command(Subcommands.of(new Main(), name), name);

        assertThat(alone.getUsageMessage(CommandLine.Help.Ansi.OFF))
                .isEqualTo(command(ALL, name).getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @Test
    void onlyTheCommandGivenIsRead() {
        assertThat(Subcommands.of(new Main(), "scan", "help").getSubcommands()).containsOnlyKeys("scan");
        assertThat(Subcommands.of(new Main(), "--version").getSubcommands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "laod", "--verbose"})
    void whatIsNoCommandGetsThemAll(String first) {
        Set<String> all = ALL.getSubcommands().keySet();

        assertThat(Subcommands.of(new Main(), first, "load").getSubcommands().keySet())
                .isEqualTo(all);
        assertThat(Subcommands.of(new Main()).getSubcommands().keySet()).isEqualTo(all);
    }

    private static CommandLine command(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name));
    }
}
