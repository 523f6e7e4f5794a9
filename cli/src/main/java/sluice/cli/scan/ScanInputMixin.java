package sluice.cli.scan;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.cli.plan.DialectMixin;
import sluice.csv.FormatPins;
import sluice.plan.CollectionPlan;

/** How the files of {@code sluice scan} are written. */
final class ScanInputMixin {
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
        CollectionPlan.Input input = dialect.input(files, columns);
        FormatPins format = input.format();
        if (calls && format.headerRows() == null) {
            input = input.withFormat(format.toBuilder().headerRows(0).build());
        }
        return CollectionPlan.of("rows", files).with(input);
    }
}
