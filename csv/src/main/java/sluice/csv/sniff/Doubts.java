package sluice.csv.sniff;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tells whether what was found may be something else, and shows how that would read. */
final class Doubts {
    private Doubts() {}

    /** The first reason for doubt, if there is one. */
    static Optional<Doubt> first(Sample sample, Found found) {
        EncodingDoubt encoding = new EncodingDoubt(sample, found);
        DelimiterDoubt delimiter = new DelimiterDoubt(found);
        EdgeDoubt edges = new EdgeDoubt(found);
        HeaderDoubt header = new HeaderDoubt(found);
        return Stream.<Supplier<Optional<Doubt>>>of(
                        encoding::find,
                        delimiter::named,
                        delimiter::twoReadings,
                        delimiter::cutValues,
                        delimiter::noTable,
                        header::oddFirstRow,
                        edges::comments,
                        header::remark,
                        header::find,
                        edges::footer)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
