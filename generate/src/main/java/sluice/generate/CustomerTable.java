package sluice.generate;

/** {@code customers.csv}. */
final class CustomerTable implements Table {
    static final String FILE = "customers.csv";
    private static final Shape SHAPE =
            new Shape(FILE, "user_id,Name,Last_name,Home_address,Phone_number,Email_address,Status,Credit_limit", 3);

    private final Flaws flaws;
    private final Customers customers;

    CustomerTable(GenerateOptions options, Pools pools) {
        flaws = flaws(options);
        customers = customers(options, flaws, pools);
    }

    static Flaws flaws(GenerateOptions options) {
        return new Flaws(options.rows(), Draws.seed(options.seed(), FILE), options);
    }

    static Customers customers(GenerateOptions options, Flaws flaws, Pools pools) {
        return new Customers(Draws.seed(options.seed(), "customers"), flaws, pools);
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Flaws flaws() {
        return flaws;
    }

    @Override
    public void write(long row, long place, RowWriter out) {
        Customers.id(flaws.keyRow(row, place), out).field();
        customers.at(row);
        customers.first(out).field();
        customers.last(out).field();
        customers.address(out).field();
        customers.phone(out).field();
        customers.email(out).field();
        customers.status(out).field();
        customers.creditLimit(out).field();
    }
}
