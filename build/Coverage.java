import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints a module's line and branch coverage from JaCoCo's CSV report; run by the build as a single source file. */
final class Coverage {
    private static final int BRANCH_MISSED = 5;
    private static final int LINE_MISSED = 7;

    private Coverage() {}

    public static void main(String[] args) throws IOException {
        Path report = Path.of(args[1]);
        if (Files.exists(report)) {
            List<String[]> classes = Files.readAllLines(report).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
            System.out.println("Coverage of " + args[0] + ": " + share(classes, LINE_MISSED) + " of lines, "
                    + share(classes, BRANCH_MISSED) + " of branches");
        }
    }

    /** The column after the missed ones counts the covered ones. */
    private static String share(List<String[]> classes, int missedColumn) {
        long missed = classes.stream().mapToLong(row -> Long.parseLong(row[missedColumn])).sum();
        long covered = classes.stream().mapToLong(row -> Long.parseLong(row[missedColumn + 1])).sum();
        return missed + covered == 0
                ? "100 %"
                : String.format(Locale.ROOT, "%.1f %%", 100.0 * covered / (missed + covered));
    }
}
