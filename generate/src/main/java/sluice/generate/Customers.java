package sluice.generate;

import java.util.List;

/**
 * Customers as a function of seed and row, so that a rental can repeat a customer's fields without reading the other
 * file. Set to one customer at a time.
 */
final class Customers {
    /** Domains that are set aside for examples. */
    static final Pool AT_DOMAIN = new Pool(List.of("@example.com", "@example.org", "@example.net"));

    private static final Pool SECOND_LINE =
            new Pool(List.of("\"The Willows\"", "c/o \"Front desk\"", "Bell \"2B\", rear house", "Gate \"North\""));
    private static final Pool APARTMENTS = new Pool(List.of(", Apt. ", ", Suite ", ", No. "));
    private static final byte[] FICTION = Pool.bytes("-555-01");
    private static final byte[] ACTIVE = Pool.bytes("Active");
    private static final byte[] INACTIVE = Pool.bytes("Inactive");

    private final long seed;
    private final Flaws flaws;
    private final Pools pools;
    private final Draws draws = new Draws();

    private Flaw flaw = Flaw.NONE;
    private Names firstNames;
    private Names lastNames;
    private int first;
    private int last;
    private long salt;

    Customers(long seed, Flaws flaws, Pools pools) {
        this.seed = seed;
        this.flaws = flaws;
        this.pools = pools;
        firstNames = pools.first();
        lastNames = pools.last();
    }

    void at(long row) {
        flaw = flaws.at(flaws.place(row));
        firstNames = flaw == Flaw.NON_ASCII ? Pools.FOREIGN_FIRST : pools.first();
        lastNames = flaw == Flaw.NON_ASCII ? Pools.FOREIGN_LAST : pools.last();
        draws.at(seed, row);
        first = draws.below(firstNames.size());
        last = draws.below(lastNames.size());
        salt = draws.next();
    }

    static RowWriter id(long row, RowWriter out) {
        return out.add('C').number(row + 1, 6);
    }

    RowWriter first(RowWriter out) {
        return out.add(firstNames.written().get(first));
    }

    RowWriter last(RowWriter out) {
        return out.add(lastNames.written().get(last));
    }

    RowWriter address(RowWriter out) {
        draws.at(seed, salt);
        out.number(1 + draws.below(9999), 1).add(' ').add(pools.streets().draw(draws));
        if (flaw == Flaw.NEWLINE) {
            Sentences.lineEnd(draws, out);
            out.add(SECOND_LINE.draw(draws));
            return out;
        }
        int kind = draws.below(100);
        if (kind < 20) {
            out.add(APARTMENTS.draw(draws)).number(1 + draws.below(99), 1);
        } else if (kind < 80) {
            out.add(',').add(' ').add(pools.cities().draw(draws));
            out.add(',').add(' ').add(pools.states().draw(draws));
        }
        return out;
    }

    RowWriter phone(RowWriter out) {
        draws.at(seed, salt ^ 1);
        return phone(draws, out);
    }

    /** A number from the range that is set aside for fiction. */
    static RowWriter phone(Draws draws, RowWriter out) {
        return out.number(200 + draws.below(790), 3).add(FICTION).number(draws.below(100), 2);
    }

    RowWriter email(RowWriter out) {
        draws.at(seed, salt ^ 2);
        byte[] given = firstNames.plain().get(first);
        byte[] family = lastNames.plain().get(last);
        int form = draws.below(3);
        if (form < 2) {
            out.lower(given, form == 0 ? 1 : given.length).add('.');
        }
        out.lower(family, family.length);
        if (form != 1) {
            out.number(draws.below(100), 1);
        }
        return out.add(AT_DOMAIN.draw(draws));
    }

    RowWriter status(RowWriter out) {
        draws.at(seed, salt ^ 3);
        return out.add(draws.below(100) < 85 ? ACTIVE : INACTIVE);
    }

    RowWriter creditLimit(RowWriter out) {
        draws.at(seed, salt ^ 4);
        return out.number(50 + draws.below(950), 1);
    }
}
