package sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the commands in a file one after the other: a line each, its arguments parted by tabs. */
final class ManyCommands {
    private ManyCommands() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(args[0]));
        for (String line : lines) {
            // A command's log closes it at the end.
            System.setErr(new PrintStream(
                    new Unclosed(new FileOutputStream(FileDescriptor.err)), true, StandardCharsets.UTF_8));
            int code = Main.run(line.split("\t", -1));
            System.out.println("exit code " + code);
        }
        System.exit(0);
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(FileOutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {
            // There are further commands.
        }
    }
}
