package sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CommandsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    @Test
    void thePublishedPageIsThatOfTheseCommands() throws IOException {
        String page = CommandsReference.page();
        if (Boolean.getBoolean("sluice.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("write it anew with: mvn verify -Dsluice.update=true")
                .hasContent(page);
    }

    @Test
    void everyOptionHasADescription() {
        assertThat(CommandsReference.page()).doesNotContain("|  |  |").contains("## sluice load", "## Exit codes");
    }
}
