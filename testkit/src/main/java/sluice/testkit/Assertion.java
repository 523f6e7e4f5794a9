package sluice.testkit;

/** What has to hold for every case. */
@FunctionalInterface
public interface Assertion<T> {
    /** Returns if it holds and throws if not. */
    void check(T value) throws Exception;
}
