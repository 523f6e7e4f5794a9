package sluice.cli.scan;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.cli.plan.DialectMixin;
import sluice.plan.CollectionPlan;

/** How the files of {@code sluice scan} are written. */
final class ScanInputMixin {
    @Option(names = "--no-header", description = "The first record is a row like the others.")
    boolean noHeader;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "The columns' names, where the files have no header.")
    List<String> columns = new ArrayList<>();

    @Mixin
    DialectMixin dialect = new DialectMixin();

    /**
     * The files.
     *
     * @throws IllegalArgumentException where the options make no sense
     */
    CollectionPlan input(List<String> files, boolean calls) {
        List<String> names = columns.isEmpty() && !noHeader && !calls ? null : columns;
        return CollectionPlan.of("rows", files).with(new CollectionPlan.Input(files, dialect.dialect(), names));
    }
}
