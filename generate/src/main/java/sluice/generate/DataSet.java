package sluice.generate;

import java.util.List;
import java.util.Locale;

/** The data sets there are. */
public enum DataSet {
    /** {@code customers.csv}, {@code product.csv} and {@code rental.csv}. */
    HPNORTON,
    /** {@code accounts.csv} and {@code status_updates.csv}. */
    SOCIAL,
    /** {@code calls.csv}, without a header. */
    CALLS;

    List<Table> tables(GenerateOptions options) {
        Pools pools = Pools.of(options.seed());
        return switch (this) {
            case HPNORTON ->
                List.of(
                        new RentalTable(options, pools),
                        new CustomerTable(options, pools),
                        new ProductTable(options, pools));
            case SOCIAL -> List.of(new StatusTable(options, pools), new AccountTable(options, pools));
            case CALLS -> List.of(new CallTable(options, pools));
        };
    }

    /** The names of the files, in the order in which they would be loaded. */
    public List<String> files() {
        return switch (this) {
            case HPNORTON -> List.of(CustomerTable.FILE, ProductTable.FILE, RentalTable.FILE);
            case SOCIAL -> List.of(AccountTable.FILE, StatusTable.FILE);
            case CALLS -> List.of(CallTable.FILE);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
