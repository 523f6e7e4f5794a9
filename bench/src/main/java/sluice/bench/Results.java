package sluice.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What was measured, round by round, and what follows from it. The first contestant is what others are compared to. */
record Results(long rows, Map<String, List<Measurement>> measured) {
    /** The table for people: seconds of each round, medians, ratios, rows a second, memory. */
    String table() {
        List<String> names = List.copyOf(measured.keySet());
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("round", names, name -> name));
        for (int i = 0; i < seconds(first()).size(); i++) {
            int round = i;
            lines.add(line(
                    Integer.toString(round + 1),
                    names,
                    name -> text("%.2f s", seconds(name).get(round))));
        }
        lines.add(line("median", names, name -> text("%.2f s", median(seconds(name)))));
        lines.add(line("fastest", names, name -> text("%.2f s", Collections.min(seconds(name)))));
        lines.add(line("rows/s", names, name -> text("%,.0f", rows / median(seconds(name)))));
        lines.add(line("ratio of medians", names, name -> text("%.2f", ratioOfMedians(name))));
        lines.add(line("median of ratios", names, name -> text("%.2f", medianOfRatios(name))));
        lines.add(line("peak RSS", names, this::peak));
        StringBuilder table = new StringBuilder();
        lines.forEach(line -> table.append(String.join("  ", line)).append(System.lineSeparator()));
        return table.toString();
    }

    double ratioOfMedians(String name) {
        return median(seconds(name)) / median(seconds(first()));
    }

    /** The median of what each round says by itself: steadier than the ratio of medians on a noisy machine. */
    double medianOfRatios(String name) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < seconds(name).size(); i++) {
            ratios.add(seconds(name).get(i) / seconds(first()).get(i));
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private String first() {
        return measured.keySet().iterator().next();
    }

    private List<Double> seconds(String name) {
        return measured.getOrDefault(name, List.of()).stream()
                .map(Measurement::seconds)
                .toList();
    }

    private String peak(String name) {
        OptionalLong most = measured.getOrDefault(name, List.of()).stream()
                .flatMapToLong(measurement -> measurement.peakRss().stream())
                .max();
        return most.isPresent() ? text("%,d MiB", most.getAsLong() >> 20) : "-";
    }

    private static List<String> line(String label, List<String> names, UnaryOperator<String> cell) {
        List<String> line = new ArrayList<>(List.of(text("%-16s", label)));
        names.forEach(name -> line.add(text("%18s", cell.apply(name))));
        return line;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
