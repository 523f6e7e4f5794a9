package sluice.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * A test that can't run fails. JUnit finds this class by itself, for all tests of all modules.
 *
 * <p>Assumptions are for tests that may be left out; here one that does not hold is a failure.
 */
public final class NoneIsSkipped implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw failure(thrown);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw failure(thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw failure(thrown);
    }

    static Throwable failure(Throwable thrown) {
        return thrown instanceof TestAbortedException
                ? new AssertionError("the test was skipped, and none may be: " + thrown.getMessage(), thrown)
                : thrown;
    }
}
