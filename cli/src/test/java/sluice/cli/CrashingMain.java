package sluice.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sluice with a standard input that fails as nothing but a defect does; the first argument says when and how. */
final class CrashingMain {
    private CrashingMain() {}

    public static void main(String[] args) {
        InputStream failing = switch (args[0]) {
            case "at-once" -> new Failing(new IllegalStateException("the impossible happened"));
            case "in-worker" ->
                after("id,name\n" + "1,Ann\n".repeat(500_000), new IllegalStateException("the impossible happened"));
            case "out-of-memory" ->
                after("id,name\n" + "1,Ann\n".repeat(500_000), new OutOfMemoryError("Java heap space"));
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.setIn(failing);
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static InputStream after(String text, Throwable failure) {
        return new SequenceInputStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new Failing(failure));
    }

    private static final class Failing extends InputStream {
        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public int read() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            return read();
        }
    }
}
