package sluice.csv.sniff;

import java.util.List;
import java.util.Optional;

/** Shows a text with the delimiters that it may have. */
final class DelimiterDoubt {
    /** Scores this near to the best one are as good. */
    private static final double CLOSE = 0.88;

    private static final double POOR_CELLS = 0.5;
    private static final double USUAL = 0.9;

    private final Found found;
    private final Trial best;
    private final Readings readings;

    DelimiterDoubt(Found found) {
        this.found = found;
        best = found.best();
        readings = new Readings(found);
    }

    private boolean isKnown() {
        return found.given().delimiter() != null || found.named().isPresent();
    }

    /** The first line names a delimiter, but the rows have another. */
    Optional<Doubt> named() {
        return found.rival()
                .map(rival -> new Doubt(
                        Doubt.Kind.DELIMITER,
                        "The first line names the delimiter "
                                + Shown.text(best.dialect().delimiter()) + " ("
                                + best.evidence().words() + "), but the rows fit " + Readings.said(rival)
                                + ". Declare the delimiter.",
                        List.of(readings.of(rival), readings.of(best))));
    }

    /** Another delimiter is about as good. */
    Optional<Doubt> twoReadings() {
        Optional<Trial> second = found.second().filter(trial -> trial.score() >= CLOSE * best.score());
        if (isKnown() || best.score() == 0 || second.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Doubt(
                Doubt.Kind.DELIMITER,
                "Two readings are as good: " + Readings.said(best) + ", and " + Readings.said(second.get())
                        + ". Declare the delimiter.",
                List.of(readings.of(best), readings.of(second.get()))));
    }

    /** One column of values without a name, which a usual delimiter cuts into rows that mostly fit. */
    Optional<Doubt> cutValues() {
        if (isKnown() || !best.isColumnOfValues() || found.layout().headerRows() > 0) {
            return Optional.empty();
        }
        return found.trials().stream()
                .filter(trial -> !trial.oneColumn() && trial.evidence().width() > 1)
                .filter(trial -> Trial.prior(trial.dialect().delimiter()) > USUAL
                        && trial.evidence().share() >= 0.5)
                .findFirst()
                .map(cut -> new Doubt(
                        Doubt.Kind.DELIMITER,
                        "The rows are values of one column, or they have " + Readings.said(cut)
                                + ". Declare the delimiter.",
                        List.of(readings.of(best), readings.of(cut))));
    }

    /** Nothing gives a regular table. */
    Optional<Doubt> noTable() {
        boolean poor = best.oneColumn()
                && best.candidate().quality() < POOR_CELLS
                && best.evidence().rows() > 1;
        if (isKnown() || (!poor && best.score() > 0)) {
            return Optional.empty();
        }
        List<Reading> both = found.trials().stream()
                .filter(trial -> trial.oneColumn() || trial.evidence().width() > 1)
                .limit(2)
                .map(readings::of)
                .toList();
        return Optional.of(new Doubt(
                Doubt.Kind.NO_TABLE,
                "No delimiter gives a regular table: with " + Readings.said(best)
                        + ". Declare the delimiter, or the preamble rows if the table starts further down.",
                both));
    }
}
