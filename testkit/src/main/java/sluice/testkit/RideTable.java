package sluice.testkit;

import java.util.ArrayList;
import java.util.List;

/** A table of mixed columns: dates, times, numbers, prices, and texts with commas, quotes and line ends. Always the same. */
final class RideTable {
    /** Its columns. */
    static final List<String> HEADER =
            List.of("Day", "Clock", "Riders", "Bike", "Fare", "Route", "Remark", "Page", "Flag");

    /** Where its remarks stand, the only cells with line ends. */
    static final int REMARK = 6;

    private static final long SEED = 4180;
    private static final List<String> PLACES =
            List.of("Harbour", "Old Mill", "North Gate", "St. Mary's", "Zoo", "Café Ørsted", "Pier 9");
    private static final List<String> REMARKS = List.of(
            "late, wet, and windy",
            "the rider's own helmet, no lamp",
            "tyre 28\" wide, front brake soft",
            "called \"the express\" by everyone, runs hourly",
            "stopped twice,\nthen on time",
            "nothing to note",
            "bell missing, reported, repaired, returned",
            "short 9\" pedal");

    private RideTable() {}

    /** Some of its rows, 9 cells each. */
    static List<List<String>> rows(int count) {
        Gen gen = new Gen(SEED);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String code = (char) ('A' + gen.between(0, 25)) + "-" + gen.between(1000, 9999);
            String route = gen.oneOf(PLACES) + gen.oneOf(" to ", ", then ") + gen.oneOf(PLACES);
            rows.add(List.of(
                    String.format("%02d.%02d.2024", gen.between(1, 28), gen.between(1, 12)),
                    String.format("%02d:%02d", gen.between(0, 23), gen.between(0, 59)),
                    String.valueOf(gen.between(0, 12)),
                    code,
                    "€" + gen.between(1, 90) + "." + gen.between(10, 99),
                    route,
                    REMARKS.get(i % REMARKS.size()),
                    "https://rides.example/" + code,
                    i % 5 == 0 ? "checked" : ""));
        }
        return rows;
    }
}
