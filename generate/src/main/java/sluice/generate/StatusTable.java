package sluice.generate;

/** {@code status_updates.csv}: what the accounts post; some post far more than others. */
final class StatusTable implements Table {
    static final String FILE = "status_updates.csv";
    private static final Shape SHAPE = new Shape(FILE, "STATUS_ID,USER_ID,STATUS_TEXT", 2);

    private final Flaws flaws;
    private final Flaws ofAccounts;
    private final Accounts accounts;
    private final Sentences posts;
    private final long seed;
    private final Draws draws = new Draws();

    StatusTable(GenerateOptions options, Pools pools) {
        seed = Draws.seed(options.seed(), "statuses");
        flaws = new Flaws(options.statuses(), Draws.seed(options.seed(), FILE), options);
        ofAccounts = AccountTable.flaws(options);
        accounts = AccountTable.accounts(options, pools);
        posts = Sentences.posts(pools);
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
        long key = flaws.keyRow(row, place);
        draws.at(seed, key);
        accounts.at(ofAccounts.original(draws.skewed(ofAccounts.originals())));
        accounts.id(out).add('_').number(key + 1, 6).field();
        accounts.id(out).field();
        draws.at(~seed, row);
        posts.write(draws, flaws.at(place), out);
        out.field();
    }
}
