package sluice.tune;

import java.time.Instant;
import java.util.List;

/**
 * What the runs of a plan with several settings showed. Immutable.
 *
 * @param started when the first run started
 * @param seconds how long all took
 * @param plan where the plan came from
 * @param command the command, without credentials
 * @param server which server, without credentials
 * @param machine where it ran
 * @param data what each run loaded
 * @param results the baseline first, then the default, then the candidates
 */
public record TuneReport(
        Instant started,
        double seconds,
        String plan,
        String command,
        String server,
        Machine machine,
        Data data,
        List<TuneResult> results) {

    /** Copies the list. */
    public TuneReport {
        results = List.copyOf(results);
    }

    /**
     * Where it ran.
     *
     * @param system the operating system
     * @param processor its processor
     * @param cores how many of them Java sees
     * @param memoryBytes the machine's memory
     * @param heapBytes the most that Java takes of it
     * @param java the version of Java
     * @param sluice the version of Sluice
     */
    public record Machine(
            String system, String processor, int cores, long memoryBytes, long heapBytes, String java, String sluice) {}

    /**
     * What each run loaded.
     *
     * @param records the records read
     * @param rejected those of them that were rejected
     * @param bytes the bytes of all files
     */
    public record Data(long records, long rejected, long bytes) {

        /** The size of a record, on average. */
        public double bytesPerRecord() {
            return records == 0 ? 1 : (double) bytes / records;
        }
    }

    /** How often each setting was run. */
    public int runs() {
        return results.get(0).seconds().size();
    }

    /** What others are compared to. */
    public TuneResult baseline() {
        return results.get(0);
    }

    /** What follows from the results. */
    public TuneFinding finding() {
        return TuneFinding.of(results, data.bytesPerRecord());
    }
}
