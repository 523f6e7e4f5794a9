package sluice.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.expected.ExpectedCollection;
import sluice.verify.Unmatched.Entry;
import sluice.verify.VerifyReport.CollectionVerdict;
import sluice.workers.LoadProgress;

/** Verifies one collection: first by sums, and where they differ document by document. Not thread-safe; runs once. */
final class CollectionVerification {
    private final ExpectedCollection collection;
    private final Matching matching;
    private final VerifyOptions options;
    private final DifferenceLog log;
    private final Consumer<LoadProgress> listener;
    private long missing;
    private long extra;
    private long different;
    private long ignored;

    CollectionVerification(
            ExpectedCollection collection, VerifyOptions options, DifferenceLog log, Consumer<LoadProgress> listener) {
        this.collection = collection;
        this.options = options;
        this.log = log;
        this.listener = listener;
        matching = Matching.of(collection, options);
    }

    CollectionVerdict run() {
        long start = System.nanoTime();
        if (matching.looksUpFirst()) {
            collection.choose(listener);
        }
        Sums sums = merged(collection.read(() -> new Sums(matching, options.bucketBits()), listener));
        List<Round> rounds = Round.of(sums, options.bucketBits(), options.memory());
        for (Round round : rounds) {
            compare(round);
        }
        List<String> notes = new ArrayList<>();
        if (!collection.foretold()) {
            notes.add("a unique index decides by more than plain values, so what it refused can't be foretold from the"
                    + " files and is among the missing.");
        }
        boolean changing = !rounds.isEmpty() && missing + extra + different + ignored == 0;
        if (changing) {
            notes.add("the sums differ, but then no document did: the collection was changed meanwhile. Verify again"
                    + " when nobody writes to it.");
        }
        return new CollectionVerdict(
                collection.plan().name(),
                matching.mode().word(),
                sums.expected().documents(),
                sums.stored().documents(),
                missing,
                extra,
                different,
                sums.expected().text(),
                sums.stored().text(),
                rounds.size(),
                changing,
                notes,
                (System.nanoTime() - start) / 1e9);
    }

    private static Sums merged(List<Sums> all) {
        Sums first = all.get(0);
        all.subList(1, all.size()).forEach(first::merge);
        return first;
    }

    private void compare(Round round) {
        List<Unmatched> all = collection.read(() -> new Unmatched(matching, round), listener);
        Unmatched first = all.get(0);
        all.subList(1, all.size()).forEach(first::merge);
        List<Difference> found = new ArrayList<>();
        first.forEach((expected, stored) -> {
            if (matching.merges()) {
                compareSet(expected, stored, found);
            } else {
                compare(expected, stored, found);
            }
        });
        // In file order, as far as memory reaches; the documents that no record gives come last.
        found.sort(Comparator.comparing((Difference one) -> one.source() == null)
                .thenComparing(one -> String.valueOf(one.source()))
                .thenComparingLong(Difference::line)
                .thenComparing(one -> one.key().toJson())
                .thenComparing(one -> String.valueOf(one.id())));
        found.forEach(this::add);
    }

    private void add(Difference difference) {
        switch (difference.kind()) {
            case MISSING -> missing++;
            case EXTRA -> extra++;
            case DIFFERENT -> different++;
        }
        log.add(difference);
    }

    /** Those of one key: each expected one goes with a stored one as long as there are any. */
    private void compare(List<Entry> expected, List<Entry> stored, List<Difference> found) {
        List<Entry> wanted = singles(expected);
        List<Entry> there = singles(stored);
        for (int i = 0; i < Math.max(wanted.size(), there.size()); i++) {
            Entry one = i < wanted.size() ? wanted.get(i) : null;
            Entry other = i < there.size() ? there.get(i) : null;
            if (one != null && other != null) {
                found.add(difference(
                        Difference.Kind.DIFFERENT,
                        one,
                        other,
                        FieldComparison.of(one.document(), other.document(), matching.ids())));
            } else if (one != null) {
                found.add(difference(Difference.Kind.MISSING, one, null, List.of()));
            } else if (other != null) {
                addExtra(other, found);
            }
        }
    }

    private void addExtra(Entry stored, List<Difference> found) {
        if (matching.ignoreExtra()) {
            ignored++;
        } else {
            found.add(difference(Difference.Kind.EXTRA, null, stored, List.of()));
        }
    }

    /** Equal documents one by one. */
    private static List<Entry> singles(List<Entry> entries) {
        List<Entry> singles = new ArrayList<>();
        for (Entry entry : entries) {
            for (long i = 0; i < Math.abs(entry.count()); i++) {
                singles.add(entry);
            }
        }
        return singles;
    }

    /** Those of one key where records set fields: what they set together, and the documents that should have it. */
    private void compareSet(List<Entry> expected, List<Entry> stored, List<Difference> found) {
        if (expected.isEmpty()) {
            stored.forEach(entry -> addExtra(entry, found));
            return;
        }
        Entry last = expected.get(expected.size() - 1);
        if (stored.isEmpty()) {
            found.add(difference(Difference.Kind.MISSING, last, null, List.of()));
            return;
        }
        BsonDocument set = new BsonDocument();
        expected.forEach(entry -> entry.document().forEach((name, value) -> {
            if (!name.equals("_id")) {
                set.append(name, value);
            }
        }));
        for (int i = 0; i < stored.size(); i++) {
            List<FieldDifference> fields =
                    FieldComparison.ofSet(set, stored.get(i).document());
            if (i > 0) {
                addExtra(stored.get(i), found);
            } else if (!fields.isEmpty()) {
                found.add(difference(Difference.Kind.DIFFERENT, last, stored.get(i), fields));
            }
        }
    }

    private Difference difference(
            Difference.Kind kind, @Nullable Entry expected, @Nullable Entry stored, List<FieldDifference> fields) {
        RawBsonDocument found = stored == null ? null : stored.document();
        return new Difference(
                collection.plan().name(),
                kind,
                key(expected, found),
                found == null ? null : found.get("_id"),
                expected == null ? null : collection.source(expected.source()),
                expected == null ? 0 : expected.line(),
                fields);
    }

    private BsonDocument key(@Nullable Entry expected, @Nullable RawBsonDocument found) {
        if (!matching.keyed()) {
            return new BsonDocument();
        }
        RawBsonDocument document = expected == null ? found : expected.document();
        BsonDocument key = document == null ? new BsonDocument() : Fields.of(document, matching.identity());
        BsonDocument copy = new BsonDocument();
        // In merge mode the names of what is set have dots themselves.
        for (String name : matching.identity()) {
            BsonValue value = key.get(name);
            if (value == null && document != null) {
                value = document.get(name);
            }
            if (value != null) {
                copy.append(name, value);
            }
        }
        return copy;
    }
}
