package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, with a watch and an eye on its memory. */
final class MeasuredProcess {
    /** The kernel keeps the maximum; only what a process takes in its last moments can be missed. */
    private static final long LOOK_EVERY_MILLIS = 20;

    private static final String PEAK = "VmHWM:";
    private static final int SHOWN = 3000;

    private MeasuredProcess() {}

    /**
     * Runs the command in a folder, where its output is left in {@code output.txt}.
     *
     * @throws IOException if its exit status is not 0, with the end of what it printed
     */
    static Measurement run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        OptionalLong peak = OptionalLong.empty();
        try {
            process.getOutputStream().close();
            do {
                OptionalLong now = peakRss(process.pid());
                peak = now.isPresent() ? now : peak;
            } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } finally {
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " ended with " + process.exitValue() + ": " + tail(output));
        }
        return new Measurement(seconds, peak);
    }

    /** The most memory a process has held so far, in bytes; nothing where the system does not say. */
    private static OptionalLong peakRss(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(MeasuredProcess::bytes)
                    .findFirst();
        } catch (IOException e) {
            // No such file system, or the process has just ended.
            return OptionalLong.empty();
        }
    }

    private static long bytes(String line) {
        String kilobytes = line.substring(PEAK.length()).replace("kB", "").strip();
        return Long.parseLong(kilobytes) * 1024;
    }

    private static String tail(Path output) throws IOException {
        String text = Files.readString(output).strip();
        return text.substring(Math.max(0, text.length() - SHOWN));
    }
}
