package sluice.generate;

import java.util.List;

/** {@code product.csv}. */
final class ProductTable implements Table {
    static final String FILE = "product.csv";
    private static final Shape SHAPE = new Shape(FILE, "product_id,description,product_type,quantity_available", 1);

    /** Types, each with things of that type at the same index below. */
    private static final Pool TYPES = new Pool(
            List.of("livingroom", "bedroom", "kitchen", "dining room", "office", "outdoor", "lighting", "electronics"));

    private static final List<Pool> THINGS = List.of(
            new Pool(List.of("couch", "TV stand", "coffee table", "recliner", "bookcase", "footstool")),
            new Pool(List.of("bed frame", "dresser", "night stand", "wardrobe", "mattress")),
            new Pool(List.of("kitchen cart", "bar stool", "microwave", "refrigerator", "dishwasher")),
            new Pool(List.of("dining table", "sideboard", "dining chair, set of four", "bench")),
            new Pool(List.of("desk", "office chair", "file cabinet", "shelf", "whiteboard")),
            new Pool(List.of("garden bench", "parasol", "hammock", "patio table, round")),
            new Pool(List.of("floor lamp", "table lamp", "chandelier", "desk lamp")),
            new Pool(List.of("television", "loudspeaker, pair", "projector", "printer")));

    private static final Pool NON_ASCII =
            new Pool(List.of("Café", "Fjäll", "Ménage", "桜", "和風", "Уют", "⭐", "Señorío"));
    private static final Pool SECOND_LINE =
            new Pool(List.of("also known as \"the classic\"", "0.5\" screws included", "size \"L\", boxed"));
    private static final byte[] INCH = Pool.bytes("-inch ");

    private final Flaws flaws;
    private final Pools pools;
    private final long seed;
    private final Draws draws = new Draws();

    ProductTable(GenerateOptions options, Pools pools) {
        flaws = flaws(options);
        seed = Draws.seed(options.seed(), "products");
        this.pools = pools;
    }

    static Flaws flaws(GenerateOptions options) {
        return new Flaws(options.rows(), Draws.seed(options.seed(), FILE), options);
    }

    static RowWriter id(long row, RowWriter out) {
        return out.add('P').number(row + 1, 6);
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
        Flaw flaw = flaws.at(place);
        id(flaws.keyRow(row, place), out).field();
        draws.at(seed, row);
        int type = draws.below(TYPES.size());
        if (flaw == Flaw.NON_ASCII) {
            out.add(NON_ASCII.draw(draws)).add(' ');
        }
        if (draws.oneIn(2)) {
            out.number(12 + draws.below(60), 1).add(INCH);
        }
        out.add(pools.colors().draw(draws)).add(' ');
        out.add(pools.materials().draw(draws)).add(' ');
        out.add(THINGS.get(type).draw(draws));
        if (flaw == Flaw.NEWLINE) {
            Sentences.lineEnd(draws, out);
            out.add(SECOND_LINE.draw(draws));
        }
        out.field();
        out.add(TYPES.get(type)).field();
        out.number(draws.oneIn(10) ? 0 : 1 + draws.below(60), 1).field();
    }
}
