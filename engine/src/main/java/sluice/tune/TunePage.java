package sluice.tune;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sluice.report.Page;
import sluice.tune.TuneSetting.Kind;

/** What tuning measured as one self-contained page: finding, two charts and a table; only the charts need JavaScript. */
public final class TunePage {
    private final TuneReport report;
    private final TuneFinding finding;

    private TunePage(TuneReport report) {
        this.report = report;
        this.finding = report.finding();
    }

    /** The page. */
    public static String of(TuneReport report) {
        return new TunePage(report).page();
    }

    private String page() {
        return Page.of(
                TunePage.class,
                "tune",
                "Chunk size and workers – Sluice",
                Map.of(
                        "SUBTITLE", subtitle(),
                        "HEADLINE", headline(),
                        "FINDING", finding(),
                        "ROWS", rows(),
                        "MACHINE", machine(),
                        "RUN", run()),
                TuneJson.document(report));
    }

    private String subtitle() {
        TuneReport.Data data = report.data();
        return escape("How chunk size and number of workers affect the time to load "
                + TuneSetting.count(data.records(), "row") + " ("
                + (data.bytes() < 100_000 ? TuneSetting.count(data.bytes()) + " bytes" : megabytes(data.bytes()))
                + "); "
                + TuneSetting.count(report.results().size(), "setting") + ", "
                + TuneSetting.count(report.runs(), "run") + " each, in turn."
                + (data.rejected() == 0
                        ? ""
                        : " In every run " + TuneSetting.count(data.rejected(), "row") + " of them "
                                + (data.rejected() == 1 ? "was" : "were") + " rejected."));
    }

    private String headline() {
        TuneResult recommended = finding.recommended();
        return tile("Workers", TuneSetting.count(recommended.setting().workers()))
                + tile("Chunk size", recommended.setting().showChunk())
                + tile("Rows/s", TuneSetting.count(recommended.rate()))
                + tile("Against the baseline", speedUp(recommended))
                + tile("Rows/s of the default", TuneSetting.count(standard().rate()));
    }

    private TuneResult standard() {
        return report.results().stream()
                .filter(result -> result.setting().kind() == Kind.DEFAULT)
                .findFirst()
                .orElseThrow();
    }

    private static String tile(String name, String value) {
        return "<div><dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd></div>";
    }

    private String finding() {
        return finding.sentences().stream()
                .map(sentence -> "<p>" + escape(sentence) + "</p>")
                .collect(Collectors.joining("\n    "));
    }

    private String rows() {
        return report.results().stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(TuneResult result) {
        TuneSetting setting = result.setting();
        boolean best = result.equals(finding.recommended());
        String marks = (setting.kind() == Kind.CANDIDATE
                        ? ""
                        : " <span class=\"mark\">" + escape(setting.kind().word()) + "</span>")
                + (best ? " <span class=\"mark best\">recommended</span>" : "");
        List<String> numbers = List.of(
                TuneSetting.count(result.rate()),
                TuneSetting.count(result.slowest()),
                TuneSetting.count(result.fastest()),
                text("%.3f", result.medianSeconds()),
                speedUp(result));
        return "<tr" + (best ? " class=\"best\"" : "") + "><th scope=\"row\">"
                + TuneSetting.count(setting.workers(), "worker") + marks + "</th><td class=\"num\">"
                + escape(setting.showChunk()) + "</td>"
                + numbers.stream()
                        .map(number -> "<td class=\"num\">" + number + "</td>")
                        .collect(Collectors.joining())
                + "</tr>";
    }

    private String speedUp(TuneResult result) {
        return text("%.2f×", result.speedUp(report.baseline()));
    }

    private String machine() {
        TuneReport.Machine machine = report.machine();
        return fact("System", machine.system())
                + fact("Processor", machine.processor())
                + fact("Cores", TuneSetting.count(machine.cores()))
                + fact(
                        "Memory",
                        gibibytes(machine.memoryBytes()) + ", of it for Java " + gibibytes(machine.heapBytes()))
                + fact("Java", machine.java())
                + fact("Server", report.server());
    }

    private String run() {
        return fact("Command", report.command())
                + fact("Plan", report.plan())
                + fact("Started", report.started().toString().replace("T", " ").replaceAll("(\\.\\d+)?Z$", " UTC"))
                + fact("Took", text("%d:%02d min", minutes(), Math.round(report.seconds()) % 60))
                + fact("Version", report.machine().sluice());
    }

    private long minutes() {
        return Math.round(report.seconds()) / 60;
    }

    private static String fact(String name, String value) {
        return "<tr><th scope=\"row\">" + escape(name) + "</th><td class=\"name\">" + escape(value) + "</td></tr>";
    }

    private static String megabytes(long bytes) {
        return text("%,.1f MB", bytes / 1e6);
    }

    private static String gibibytes(long bytes) {
        return text("%.1f GiB", (double) bytes / (1L << 30));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
