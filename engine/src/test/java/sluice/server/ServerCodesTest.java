package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerCodesTest {
    @Test
    void thePageHasARowForEachCode() throws IOException {
        String page = Files.readString(Path.of("../docs/retries.md"));
        for (ServerCodes.Code code : ServerCodes.table()) {
            String happens = switch (code.meaning()) {
                case DOCUMENT -> "a reject";
                case RETRIED -> "sent again";
                case FATAL -> "the load ends";
            };
            assertThat(page)
                    .contains("| " + code.code() + " | " + code.name() + " | " + happens + " | " + code.why() + " |");
        }
        assertThat(page.lines().filter(line -> line.matches("\\| \\d+ .*"))).hasSameSizeAs(ServerCodes.table());
    }
}
