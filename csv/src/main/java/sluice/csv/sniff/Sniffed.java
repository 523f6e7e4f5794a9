package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sluice.csv.CsvFormat;

/**
 * What a sample tells of its source's format. Immutable.
 *
 * @param format the format, complete; if there is a doubt, the likeliest
 * @param findings every part of it with the evidence, in the order of {@link FormatPart}
 * @param candidates the dialects that were tried, the best first
 * @param headerNames the names in the header, empty if there is no header or it wasn't looked at
 * @param doubt why the source should not be loaded so, if there is a reason
 */
public record Sniffed(
        CsvFormat format,
        List<Finding> findings,
        List<Candidate> candidates,
        List<String> headerNames,
        Optional<Doubt> doubt) {
    /** Copies the lists. */
    public Sniffed {
        findings = List.copyOf(findings);
        candidates = List.copyOf(candidates);
        headerNames = List.copyOf(headerNames);
    }

    /** The same with another doubt. */
    Sniffed with(Doubt other) {
        return new Sniffed(format, findings, candidates, headerNames, Optional.of(other));
    }

    /**
     * The finding of a part.
     *
     * @return never null: every part has one
     */
    public Finding finding(FormatPart part) {
        return findings.stream()
                .filter(finding -> finding.part() == part)
                .findFirst()
                .orElseThrow();
    }

    /**
     * What was found, in one line: {@code delimiter ; (12 of 12 sampled rows have 7 cells; with , 3 widths), header
     * rows 1, encoding utf-8}. Parts that are as usual are left out.
     */
    public String line() {
        Finding delimiter = finding(FormatPart.DELIMITER);
        String first = "delimiter " + delimiter.value() + " (" + delimiter.because() + ")";
        String others = findings.stream()
                .filter(finding -> finding.part() != FormatPart.DELIMITER)
                .filter(this::isNews)
                .map(finding -> finding.part().words() + " " + finding.value() + damage(finding))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? first : first + ", " + others;
    }

    /** Why text in an encoding that proves itself is not sound throughout. */
    private static String damage(Finding finding) {
        boolean damaged = finding.part() == FormatPart.ENCODING
                && finding.value().startsWith("utf-")
                && finding.origin() == Origin.FOUND
                && finding.sureness() != Sureness.SURE;
        return damaged ? " (" + finding.because() + ")" : "";
    }

    private boolean isNews(Finding finding) {
        return switch (finding.part()) {
            case ENCODING, HEADER -> true;
            case BLANKS -> format.dialect().blanks();
            case PREAMBLE -> format.layout().preambleRows() > 0;
            case FOOTER -> format.layout().footerRows() > 0;
            default -> finding.origin() == Origin.FOUND && finding.part() != FormatPart.LINE_END;
        };
    }

    /** All the evidence: a line for each part, then the candidates, then the doubt. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        findings.forEach(finding -> lines.add(finding.line()));
        candidates.forEach(candidate -> lines.add("tried " + candidate.line()));
        doubt.ifPresent(found -> lines.add("in doubt: " + found.sentence()));
        return lines;
    }
}
