package sluice.generate;

/** User ids such as {@code Larisa.Yesima75}, each a function of the row and none given twice. */
final class Accounts {
    private final Pools pools;
    private final Shuffle combinations;
    private final long size;
    private final long seed;

    private int first;
    private int last;
    private long number;

    Accounts(long seed, Pools pools) {
        this.pools = pools;
        this.seed = seed;
        size = (long) pools.first().size() * pools.last().size();
        combinations = new Shuffle(size, seed);
    }

    void at(long row) {
        long combination = combinations.place(row % size);
        first = (int) (combination / pools.last().size());
        last = (int) (combination % pools.last().size());
        // The same two names come back after every `size` rows, with a number of the next hundred.
        number = Math.floorMod(Draws.mix(seed + combination), 100L) + 100 * (row / size);
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    RowWriter id(RowWriter out) {
        return out.add(pools.first().plain().get(first))
                .add('.')
                .add(pools.last().plain().get(last))
                .number(number, 1);
    }
}
