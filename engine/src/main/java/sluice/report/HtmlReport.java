package sluice.report;

import java.util.Map;

/** The summary as one self-contained page: tables, and a chart of throughput over time. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The page. */
    public static String of(LoadSummary summary) {
        return Page.of(HtmlReport.class, "load", "Sluice load report", Map.of(), SummaryJson.document(summary));
    }
}
