package sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sluice.report.LoadStatus;

final class ExitCodeTest {

    @Test
    void everyEndOfALoadHasItsCode() {
        Map<LoadStatus, Integer> expected = Map.of(
                LoadStatus.COMPLETED, 0,
                LoadStatus.COMPLETED_WITH_REJECTS, 1,
                LoadStatus.STOPPED_AT_ERROR_LIMIT, 2,
                LoadStatus.FAILED, 3,
                LoadStatus.INTERRUPTED, 4);

        assertThat(LoadStatus.values())
                .allSatisfy(status -> assertThat(ExitCode.of(status).status()).isEqualTo(expected.get(status)));
    }

    @Test
    void noTwoCodesAreTheSame() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::status))
                .containsExactly(0, 1, 2, 3, 4, 5, 64)
                .doesNotHaveDuplicates();
        assertThat(ExitCode.values())
                .allSatisfy(code -> assertThat(code.meaning()).isNotBlank());
    }
}
