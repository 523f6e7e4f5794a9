package sluice.cli.terminal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import sluice.workers.LoadProgress;

/** Meters at any state; a load makes its own, and nobody else can. */
final class Meters {
    private Meters() {}

    /** A meter that has taken its first chunk and done so much. */
    static LoadProgress.Meter at(String collection, long totalBytes, long bytes, long records, long rejected) {
        try {
            Constructor<LoadProgress.Meter> constructor =
                    LoadProgress.Meter.class.getDeclaredConstructor(String.class, long.class);
            constructor.setAccessible(true);
            LoadProgress.Meter meter = constructor.newInstance(collection, totalBytes);
            method("taken").invoke(meter);
            method("done", long.class, long.class).invoke(meter, records, rejected);
            method("read", long.class).invoke(meter, bytes);
            return meter;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a meter is made otherwise now", e);
        }
    }

    private static Method method(String name, Class<?>... types) throws NoSuchMethodException {
        Method method = LoadProgress.Meter.class.getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method;
    }
}
