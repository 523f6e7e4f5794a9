package sluice.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sluice.workers.LoadProgress;

/** How far one collection is, on one line of any width: what doesn't fit is left out, the least important first. */
final class ProgressLine {
    private static final int MAX_BAR = 24;
    private static final int MIN_BAR = 6;
    /** A name is cut before the percentage is left out. */
    private static final int SHARE_WIDTH = 6;

    private ProgressLine() {}

    static String of(LoadProgress.Meter meter, int nameWidth, int screenWidth) {
        double seconds = Math.max(1e-3, meter.seconds());
        double share = share(meter);
        // The order is the order of importance.
        List<String> parts = new ArrayList<>();
        if (share >= 0) {
            parts.add(String.format(Locale.ROOT, "%3.0f%%", 100 * share));
        }
        parts.add(Numbers.count(meter.records()) + " rows");
        parts.add(Numbers.count(meter.records() / seconds) + " rows/s");
        parts.add(Numbers.megabytes(meter.bytes() / seconds) + "/s");
        if (meter.done() || (share > 0 && share < 1 && meter.records() > 0)) {
            parts.add(
                    meter.indexing()
                            ? "indexing"
                            : meter.done() ? "done" : "ETA " + Numbers.duration(seconds * (1 - share) / share));
        }
        parts.add(Numbers.count(meter.rejected()) + " rejects");

        int room = Math.max(1, Math.min(nameWidth, screenWidth - SHARE_WIDTH));
        StringBuilder line = new StringBuilder(Columns.padRight(Columns.cut(meter.collection(), room), room));
        int parted = parts.stream().mapToInt(part -> part.length() + 2).sum();
        int bar = Math.min(MAX_BAR, screenWidth - Columns.width(line.toString()) - parted - 2);
        if (share >= 0 && bar >= MIN_BAR && screenWidth < Integer.MAX_VALUE) {
            line.append("  ").append(bar(share, bar));
        }
        for (String part : parts) {
            if (Columns.width(line.toString()) + 2 + part.length() <= screenWidth) {
                line.append("  ").append(part);
            }
        }
        return line.toString();
    }

    /** 0 to 1, or -1 where the size is not known. */
    private static double share(LoadProgress.Meter meter) {
        return meter.totalBytes() <= 0 ? -1 : Math.min(1, (double) meter.bytes() / meter.totalBytes());
    }

    private static String bar(double share, int width) {
        int full = (int) Math.round(share * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }
}
