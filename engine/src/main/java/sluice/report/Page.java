package sluice.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * A self-contained HTML page. What all pages share is {@code page.html} with its style sheet, the chart library and
 * {@code charts.js}; a report adds what stands in its main part, its data, and a script that shows them.
 */
public final class Page {
    private static final JsonWriterSettings COMPACT =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    /** A place to fill, in scripts and styles or in markup: a comment of one word in capitals. */
    private static final Pattern PLACE = Pattern.compile("/\\*([A-Z_]+)\\*/|<!--([A-Z_]+)-->");

    private Page() {}

    /**
     * Makes a page.
     *
     * @param owner the class that the report's own resources stand beside
     * @param name of these resources: {@code name.html}, its main part, and {@code name.js}, its script
     * @param title as markup
     * @param parts markup for the places in the main part
     * @param data what the script finds as {@code data}
     */
    public static String of(Class<?> owner, String name, String title, Map<String, String> parts, BsonDocument data) {
        return fill(
                resource(Page.class, "page.html"),
                Map.of(
                        "TITLE", title,
                        "UPLOT_CSS", resource(Page.class, "uPlot.min.css"),
                        "STYLE", resource(Page.class, "page.css"),
                        "MAIN", fill(resource(owner, name + ".html"), parts),
                        // Inside a script element only "</" and "<!--" could end or change it.
                        "DATA", data.toJson(COMPACT).replace("<", "\\u003c"),
                        "UPLOT_JS", resource(Page.class, "uPlot.iife.min.js"),
                        "CHARTS", resource(Page.class, "charts.js"),
                        "SCRIPT", resource(owner, name + ".js")));
    }

    /** In one pass: what is put in is never looked at again. */
    private static String fill(String template, Map<String, String> parts) {
        Matcher matcher = PLACE.matcher(template);
        StringBuilder page = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            String part = parts.get(name);
            if (part == null) {
                throw new IllegalStateException("nothing is known to put into the page for " + name);
            }
            matcher.appendReplacement(page, Matcher.quoteReplacement(part));
        }
        return matcher.appendTail(page).toString();
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks the resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
