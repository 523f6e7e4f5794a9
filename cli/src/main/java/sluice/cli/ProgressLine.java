package sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sluice.load.LoadProgress;

/** How far one collection is, on one line of any width: what doesn't fit is left out, the least important first. */
final class ProgressLine {
    private static final int MAX_BAR = 24;
    private static final int MIN_BAR = 6;

    private ProgressLine() {}

    static String of(LoadProgress.Meter meter, int nameWidth, int screenWidth) {
        double seconds = Math.max(1e-3, meter.seconds());
        double share = share(meter);
        boolean done = meter.finished() || share >= 1;
        // The order is the order of importance.
        List<String> parts = new ArrayList<>();
        if (share >= 0) {
            parts.add(String.format(Locale.ROOT, "%3.0f%%", 100 * share));
        }
        parts.add(Numbers.count(meter.records()) + " rows");
        parts.add(Numbers.count(meter.records() / seconds) + " rows/s");
        parts.add(Numbers.megabytes(meter.bytes() / seconds) + "/s");
        if (share > 0 && meter.records() > 0) {
            parts.add(done ? "done" : "ETA " + Numbers.duration(seconds * (1 - share) / share));
        }
        parts.add(Numbers.count(meter.rejected()) + " rejects");

        StringBuilder line = new StringBuilder(Columns.padRight(
                Columns.cut(meter.collection(), Math.min(nameWidth, screenWidth)), Math.min(nameWidth, screenWidth)));
        int parted = parts.stream().mapToInt(part -> part.length() + 2).sum();
        int bar = Math.min(MAX_BAR, screenWidth - Columns.width(line.toString()) - parted - 2);
        if (share >= 0 && bar >= MIN_BAR) {
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
        if (meter.finished()) {
            return 1;
        }
        return meter.totalBytes() <= 0 ? -1 : Math.min(1, (double) meter.bytes() / meter.totalBytes());
    }

    private static String bar(double share, int width) {
        int full = (int) Math.round(share * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }
}
