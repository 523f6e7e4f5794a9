package sluice.load;

import java.io.IOException;
import java.io.InputStream;
import sluice.csv.ChunkCutter;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.ReadRules;
import sluice.error.SluiceException;
import sluice.source.Source;

/** The lines at a source's end that belong to nothing. */
final class Footer {
    private Footer() {}

    /**
     * Whether what stands behind a byte of a source is exactly the footer that its format has.
     *
     * @param end the source's byte after the last one that was read
     */
    static boolean isAllBehind(Source source, long end, CsvFormat format) {
        int rows = format.layout().footerRows();
        if (rows == 0 || end > source.size()) {
            return false;
        }
        try (InputStream bytes = source.open(end)) {
            ChunkCutter lines = new ChunkCutter(
                    source.name(),
                    format.encoding().toUtf8(bytes),
                    Dialect.RFC_4180,
                    ReadRules.STRICT,
                    format.encoding(),
                    new ChunkCutter.Place(end, 1));
            int count = 0;
            while (count <= rows && lines.nextLine() != null) {
                count++;
            }
            return count <= rows;
        } catch (IOException | SluiceException e) {
            // It is no longer what it was, and the check of changes says so.
            return false;
        }
    }
}
