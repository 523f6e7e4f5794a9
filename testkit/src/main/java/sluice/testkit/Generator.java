package sluice.testkit;

/** Makes a random case. */
@FunctionalInterface
public interface Generator<T> {
    /** A case that depends on nothing but what the source gives. */
    T generate(Gen gen);
}
