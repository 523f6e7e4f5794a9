package sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.opentest4j.TestAbortedException;

class NoneIsSkippedTest {
    private static boolean disabledRan;

    @AfterAll
    static void whatIsDisabledHasRun() {
        assertThat(disabledRan).isTrue();
    }

    @Test
    @Disabled("which doesn't count")
    void whatIsDisabledRuns() {
        disabledRan = true;
    }

    @Test
    void itIsFoundByItself() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(NoneIsSkipped.class);
    }

    @Test
    void anAssumptionThatFailsIsAFailure() {
        assertThat(NoneIsSkipped.failure(new TestAbortedException("no server")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no server");
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        IllegalStateException other = new IllegalStateException("other");
        assertThat(NoneIsSkipped.failure(other)).isSameAs(other);
    }
}
