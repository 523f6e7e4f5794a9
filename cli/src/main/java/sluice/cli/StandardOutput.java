package sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers what went wrong: Java's own, and every writer around it, forget. */
final class StandardOutput extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable IOException failure;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why what was printed isn't all there; null where it is, or where the reader had enough and closed the pipe. */
    @Nullable
    String failure() {
        String message = failure == null ? null : String.valueOf(failure.getMessage());
        return message == null || message.contains("Broken pipe") ? null : message;
    }
}
