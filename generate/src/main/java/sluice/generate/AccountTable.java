package sluice.generate;

import java.util.List;

/** {@code accounts.csv}. */
final class AccountTable implements Table {
    static final String FILE = "accounts.csv";
    private static final Shape SHAPE = new Shape(FILE, "USER_ID,NAME,LASTNAME,EMAIL", 1);

    /** The header of the wrong order; the rows stay id, first name, last name, mail. */
    private static final Shape MISLABELLED = new Shape(FILE, "USER_ID,EMAIL,NAME,LASTNAME", 1);

    private static final Pool NICKNAMES = new Pool(List.of("\"Lari\"", "\"Ace\"", "\"J, the younger\"", "\"Mo\""));

    private final Shape shape;
    private final Flaws flaws;
    private final Accounts accounts;
    private final Pools pools;
    private final long seed;
    private final Draws draws = new Draws();

    AccountTable(GenerateOptions options, Pools pools) {
        shape = options.mislabelled() ? MISLABELLED : SHAPE;
        flaws = flaws(options);
        accounts = accounts(options, pools);
        seed = Draws.seed(options.seed(), "mail");
        this.pools = pools;
    }

    static Flaws flaws(GenerateOptions options) {
        return new Flaws(options.rows(), Draws.seed(options.seed(), FILE), options);
    }

    static Accounts accounts(GenerateOptions options, Pools pools) {
        return new Accounts(Draws.seed(options.seed(), "accounts"), pools);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Flaws flaws() {
        return flaws;
    }

    @Override
    public void write(long row, long place, RowWriter out) {
        Flaw flaw = flaws.at(place);
        accounts.at(flaws.keyRow(row, place));
        accounts.id(out).field();
        accounts.at(row);
        draws.at(seed, row);
        if (flaw == Flaw.NON_ASCII) {
            out.add(Pools.FOREIGN_FIRST.written().draw(draws)).field();
            out.add(Pools.FOREIGN_LAST.written().draw(draws)).field();
        } else {
            out.add(pools.first().written().get(accounts.first()));
            if (flaw == Flaw.NEWLINE) {
                Sentences.lineEnd(draws, out);
                out.add(NICKNAMES.draw(draws));
            }
            out.field();
            out.add(pools.last().written().get(accounts.last())).field();
        }
        accounts.id(out).add(Customers.AT_DOMAIN.draw(draws)).field();
    }
}
