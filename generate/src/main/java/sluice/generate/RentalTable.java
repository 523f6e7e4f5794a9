package sluice.generate;

/** {@code rental.csv}: who rented what, with the fields of the customer. */
final class RentalTable implements Table {
    static final String FILE = "rental.csv";
    private static final Shape SHAPE = new Shape(FILE, "user_id,name,address,phone_number,email,product_id", 2);

    private final Flaws flaws;
    private final Customers customers;
    private final Pairs pairs;

    RentalTable(GenerateOptions options, Pools pools) {
        flaws = new Flaws(options.rows(), Draws.seed(options.seed(), FILE), options);
        Flaws ofCustomers = CustomerTable.flaws(options);
        customers = CustomerTable.customers(options, ofCustomers, pools);
        pairs = new Pairs(ofCustomers, ProductTable.flaws(options), Draws.seed(options.seed(), "pairs"));
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
        long key = flaws.at(place) == Flaw.DUPLICATE ? flaws.place(flaws.earlier(row)) : place;
        if (flaws.at(key) == Flaw.BAD) {
            // Broken customers are no one to rent to.
            pairs.at(flaws.usual(), key % flaws.count(flaws.usual()));
        } else {
            pairs.at(flaws.at(key), flaws.rank(key));
        }
        customers.at(pairs.user());
        Customers.id(pairs.user(), out).field();
        customers.first(out).add(' ');
        customers.last(out).field();
        customers.address(out).field();
        customers.phone(out).field();
        customers.email(out).field();
        ProductTable.id(pairs.product(), out).field();
    }
}
