package sluice.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.csv.CsvFormat;
import sluice.csv.sniff.Finding;
import sluice.csv.sniff.FormatPart;
import sluice.csv.sniff.Origin;
import sluice.csv.sniff.Sniffed;
import sluice.csv.sniff.Sureness;

/** Says how files were found to be laid out: a line for each format, however many files have it. */
final class FormatNotes {
    private FormatNotes() {}

    /** The lines for some sources; none for what was declared. */
    static List<String> of(List<SourceJob> sources) {
        Map<CsvFormat, List<SourceJob>> byFormat = new LinkedHashMap<>();
        for (SourceJob source : sources) {
            if (source.evidence() != null) {
                byFormat.computeIfAbsent(source.format().csv(), format -> new ArrayList<>())
                        .add(source);
            }
        }
        return byFormat.values().stream().map(FormatNotes::line).toList();
    }

    private static String line(List<SourceJob> alike) {
        SourceJob first = alike.get(0);
        Sniffed evidence = first.evidence();
        int others = alike.size() - 1;
        String more = others == 0 ? "" : others == 1 ? " and 1 file like it" : " and " + others + " files like it";
        return first.source().name() + more + ": " + (evidence == null ? "" : evidence.line()) + headerNote(first)
                + ".";
    }

    /** Says that a header was passed over because the plan names the columns, or that it is only assumed. */
    private static String headerNote(SourceJob source) {
        Sniffed evidence = source.evidence();
        int found = evidence == null ? 0 : evidence.format().layout().headerRows();
        int taken = source.format().csv().layout().headerRows();
        if (found > 0 && taken == 0) {
            return "; the columns are named, so the first row is read as a record";
        }
        if (evidence != null && isAssumed(evidence)) {
            return "; the first row is taken as header: "
                    + evidence.finding(FormatPart.HEADER).because()
                    + "; if it is data: --no-header (header: false in a plan)";
        }
        boolean renamed =
                taken > 0 && evidence != null && !source.header().names().equals(evidence.headerNames());
        return renamed
                ? "; the header is passed over: the columns are named "
                        + String.join(",", source.header().names())
                : "";
    }

    /** Whether hardly anything says that the first row is a header. */
    private static boolean isAssumed(Sniffed evidence) {
        Finding header = evidence.finding(FormatPart.HEADER);
        return evidence.format().layout().headerRows() > 0
                && header.origin() != Origin.PINNED
                && header.sureness() == Sureness.WEAK
                && !evidence.headerNames().isEmpty();
    }
}
