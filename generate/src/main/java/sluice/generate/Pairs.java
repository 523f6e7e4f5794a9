package sluice.generate;

/**
 * The user and the product of each rental, every pair once, without remembering any. The rentals of one {@link Flaw} are
 * dealt to the customers of the same flaw in rounds: half of them in the first, half of the rest in the second, and so
 * on, so that some rent a lot and half of them nothing. In the rounds a customer walks on from product to product.
 */
final class Pairs {
    private final Flaws customers;
    private final Flaws products;
    private final long seed;
    private final Draws draws = new Draws();

    private long user;
    private long product;

    Pairs(Flaws customers, Flaws products, long seed) {
        this.customers = customers;
        this.products = products;
        this.seed = seed;
    }

    /** Goes to a pair; rank runs from 0 to the number of customers with this flaw, less one. */
    void at(Flaw flaw, long rank) {
        long left = customers.count(flaw);
        long dealt = (left + 1) / 2;
        long inRound = rank;
        long round = 0;
        while (inRound >= dealt) {
            inRound -= dealt;
            left -= dealt;
            dealt = (left + 1) / 2;
            round++;
        }
        user = customers.row(flaw, inRound);
        draws.at(seed, user);
        // There are never more rounds than products, so the walk doesn't come back to its start.
        product = products.original((draws.skewed(products.originals()) + round) % products.originals());
    }

    /** Row of the customer. */
    long user() {
        return user;
    }

    /** Row of the product. */
    long product() {
        return product;
    }
}
