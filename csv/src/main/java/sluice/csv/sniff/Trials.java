package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/**
 * Tries the dialects that a text may have: all of them on its beginning, then the best on all of it. Trials come out
 * in order, the best first; of equal ones the more usual.
 */
final class Trials {
    /** What the first look takes. */
    private static final int BEGINNING_BYTES = 32 << 10;
    /** So many delimiters get the second look. */
    private static final int FINALISTS = 4;

    /**
     * A delimiter with so small a share of the best score on the beginning is not looked at again. Most files have one
     * that stands out, and reading the sample in every dialect was most of what a sniffer that has just started does.
     */
    private static final double OUTSIDER = 0.4;

    /** Dialects of one delimiter whose scores differ by less are told apart by the rows that they misread. */
    private static final double CLOSE = 0.05;

    /** So many rows may break a dialect in which nothing is quoted well. */
    private static final int FEW_BROKEN = 2;

    private final Text text;
    private final FormatPins pins;

    Trials(Text text, FormatPins pins) {
        this.text = text;
        this.pins = pins;
    }

    /** The trials on all of the text, the best of each delimiter; empty if the pins contradict each other. */
    List<Trial> run() {
        byte[] beginning = text.beginning(BEGINNING_BYTES);
        Text quick = new Text(
                beginning, text.whole() && beginning.length == text.head().length, Optional.empty(), Optional.empty());
        Dialects dialects = new Dialects(beginning, pins);
        List<Trial> first = new ArrayList<>();
        for (String delimiter : delimiters(beginning)) {
            best(dialects.of(delimiter), quick, false).ifPresent(first::add);
        }
        if (pins.delimiter() == null) {
            best(dialects.ofOneColumn(), quick, true).ifPresent(first::add);
        }
        first.sort(byScore());
        return second(first);
    }

    private List<Trial> second(List<Trial> first) {
        double best = first.isEmpty() ? 0 : first.get(0).score();
        List<Trial> second = again(first, OUTSIDER * best);
        boolean promised = second.stream().anyMatch(trial -> trial.score() > OUTSIDER * best);
        return weighed(promised ? second : again(first, 0));
    }

    /** Tries those on all of the text that have at least a score; the others stay as the first look found them. */
    private List<Trial> again(List<Trial> first, double score) {
        Dialects dialects = new Dialects(text.all(), pins);
        List<Trial> second = new ArrayList<>();
        int taken = 0;
        for (Trial trial : first) {
            if (trial.score() < score) {
                second.add(trial);
            } else if (trial.oneColumn()) {
                best(dialects.ofOneColumn(), text, true).ifPresent(second::add);
            } else if (taken < FINALISTS) {
                best(
                                dialects.of(trial.dialect().delimiter()),
                                text,
                                pins.delimiter() != null && trial.evidence().width() < 2)
                        .ifPresent(second::add);
                taken++;
            }
        }
        return second;
    }

    private static List<Trial> weighed(List<Trial> trials) {
        boolean values = trials.stream().anyMatch(Trial::isColumnOfValues);
        return trials.stream()
                .map(trial -> values ? trial.besideValues() : trial)
                .sorted(byScore())
                .toList();
    }

    private List<String> delimiters(byte[] beginning) {
        String pinned = pins.delimiter();
        return pinned == null ? Delimiters.in(beginning) : List.of(pinned);
    }

    private Optional<Trial> best(List<Dialect> dialects, Text looked, boolean oneColumn) {
        TableFinder finder = new TableFinder(looked, pins);
        List<Trial> trials = dialects.stream()
                .map(dialect -> Trial.of(finder.find(dialect), oneColumn))
                .toList();
        double best = trials.stream().mapToDouble(Trial::score).max().orElse(0);
        Optional<Trial> taken = trials.stream()
                .filter(trial -> trial.score() >= best - CLOSE)
                .min(Comparator.comparingInt(Trial::faults));
        return taken.filter(trial -> trial.dialect().quote() != Dialect.NONE)
                .or(() -> trials.stream().filter(Trials::mayBeQuoted).findFirst())
                .or(() -> taken);
    }

    /**
     * Whether few enough cells break a quoted dialect for the quotes to be meant. Then those rows become rejects, which are
     * seen; without quotes they would be read as they stand, which is not. Tab-separated files mostly don't quote.
     */
    private static boolean mayBeQuoted(Trial trial) {
        return trial.dialect().quote() == '"'
                && !trial.dialect().delimiter().equals("\t")
                && trial.evidence().width() > 0
                && trial.broken() > 0
                && trial.broken() <= Math.max(FEW_BROKEN, trial.quotedCells());
    }

    /** The best first. Sorting is stable, and trials come in the order of what is usual. */
    private static Comparator<Trial> byScore() {
        return Comparator.comparingLong((Trial trial) -> -Math.round(trial.score() * 1e6));
    }
}
