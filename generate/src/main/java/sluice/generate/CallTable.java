package sluice.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code calls.csv}: phone calls, seven columns and no header. */
final class CallTable implements Table {
    static final String FILE = "calls.csv";
    private static final Shape SHAPE = new Shape(FILE, List.of(), 7, 6);

    private static final int FIRST_YEAR = 2010;
    private static final int YEARS = 11;
    private static final int AO_IN_THOUSAND = 20;
    private static final long BITS_48 = (1L << 48) - 1;

    private final Flaws flaws;
    private final Pools pools;
    private final Sentences notes;
    private final Sentences notesWithAo;
    private final byte[][] days;
    private final long seed;
    private final Draws draws = new Draws();

    private final long[] perYear = new long[YEARS];
    private long withAo;

    CallTable(GenerateOptions options, Pools pools) {
        flaws = new Flaws(options.rows(), Draws.seed(options.seed(), FILE), options);
        seed = Draws.seed(options.seed(), "calls");
        this.pools = pools;
        notes = Sentences.calls(pools);
        notesWithAo = Sentences.callsWithAo(pools);
        days = days();
    }

    private static byte[][] days() {
        return LocalDate.of(FIRST_YEAR, 1, 1)
                .datesUntil(LocalDate.of(FIRST_YEAR + YEARS, 1, 1))
                .map(d -> twoDigits(d.getMonthValue()) + "/" + twoDigits(d.getDayOfMonth()) + "/" + d.getYear())
                .map(Pool::bytes)
                .toArray(byte[][]::new);
    }

    private static String twoDigits(int n) {
        return n < 10 ? "0" + n : Integer.toString(n);
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
        Customers.phone(draws, out).field();
        out.add(pools.cities().draw(draws)).field();
        long seconds = 5 + draws.skewed(3600L);
        out.number(seconds, 1).field();
        long cents = 3 + seconds * 4 / 60;
        out.number(cents / 100, 1).add('.').number(cents % 100, 2).field();
        int day = draws.below(days.length);
        out.add(days[day]).field();
        boolean ao = flaw != Flaw.BAD && draws.below(1000) < AO_IN_THOUSAND;
        (ao ? notesWithAo : notes).write(draws, flaw, out);
        out.field();
        if (flaw != Flaw.BAD) {
            perYear[year(days[day])]++;
            withAo += ao ? 1 : 0;
        }
    }

    private static int year(byte[] day) {
        return (day[8] - '0') * 10 + (day[9] - '0') - FIRST_YEAR % 100;
    }

    /** Shaped like a random UUID; the last twelve digits alone are different for every row. */
    private RowWriter id(long row, RowWriter out) {
        draws.at(~seed, row);
        long high = draws.next();
        long low = ((row ^ seed) * 0x9E3779B97F4A7C15L) & BITS_48;
        low = ((low ^ (low >>> 24)) * 0xBF58476D1CE4E5B9L) & BITS_48;
        return out.hex(high >>> 32, 8)
                .add('-')
                .hex(high >>> 16, 4)
                .add('-')
                .add('4')
                .hex(high, 3)
                .add('-')
                .hex(8 + draws.below(4), 1)
                .hex(draws.next(), 3)
                .add('-')
                .hex(low, 12);
    }

    @Override
    public Map<String, Long> found() {
        Map<String, Long> found = new TreeMap<>();
        found.put("ao", withAo);
        for (int i = 0; i < YEARS; i++) {
            found.put(Integer.toString(FIRST_YEAR + i), perYear[i]);
        }
        return found;
    }
}
