package sluice.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** The summary as one self-contained page: tables, and a chart of throughput over time. */
public final class HtmlReport {
    private static final JsonWriterSettings COMPACT =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private HtmlReport() {}

    /** The page. */
    public static String of(LoadSummary summary) {
        // Inside a script element only "</" and "<!--" could end or change it.
        String data = SummaryJson.document(summary).toJson(COMPACT).replace("<", "\\u003c");
        return resource("report.html")
                .replace("/*UPLOT_CSS*/", resource("uPlot.min.css"))
                .replace("/*UPLOT_JS*/", resource("uPlot.iife.min.js"))
                .replace("/*SUMMARY*/", data);
    }

    /** A text that the build puts beside this class. */
    static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks the resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
