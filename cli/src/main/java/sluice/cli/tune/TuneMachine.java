package sluice.cli.tune;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import sluice.cli.process.Version;
import sluice.tune.TuneReport;

/** What this process runs on. */
final class TuneMachine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private TuneMachine() {}

    static TuneReport.Machine here() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return new TuneReport.Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memory,
                Runtime.getRuntime().maxMemory(),
                Runtime.version() + ", " + System.getProperty("java.vm.name"),
                new Version().getVersion()[0]);
    }

    /** Its name, which only Linux tells in a file, or else its kind. */
    private static String processor() {
        String kind = System.getProperty("os.arch", "unknown");
        if (!Files.isReadable(CPU_INFO)) {
            return kind;
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(name -> !name.isEmpty() && !name.equals("unknown"))
                    .findFirst()
                    .map(name -> name + ", " + kind)
                    .orElse(kind);
        } catch (IOException e) {
            return kind;
        }
    }
}
