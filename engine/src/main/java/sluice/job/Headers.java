package sluice.job;

import java.io.InputStream;
import java.util.List;
import sluice.input.CsvInput;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;

/** What the columns of a plan's files are called. */
public final class Headers {
    private Headers() {}

    /**
     * The columns of a collection's first file; empty where all it has is standard input.
     *
     * @throws SourceException where the file is missing or has no header
     */
    public static List<String> of(Plan plan, CollectionPlan collection) {
        for (String pattern : collection.files()) {
            for (Source source : Sources.find(plan.directory(), pattern, InputStream.nullInputStream())) {
                if (source.repeatable()) {
                    try (CsvInput input = CsvInput.open(source, collection)) {
                        return input.header().names();
                    }
                }
            }
        }
        return List.of();
    }
}
