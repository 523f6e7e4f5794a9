package sluice.sink;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import sluice.plan.WriteMode;

/**
 * How the records of a collection are written. Immutable.
 *
 * @param mode what a record does
 * @param keyFields the fields that find a document; empty if nothing has to be found
 * @param traits what else holds of the collection's writes
 */
public record WriteForm(WriteMode mode, List<String> keyFields, Set<Trait> traits) {

    /** What holds of a collection's writes, or doesn't. */
    public enum Trait {
        /** Documents get their {@code _id} from the load, so that a duplicate of it is a document of this operation. */
        GENERATED_IDS,
        /** Repeats of a key in one batch may be folded: nothing but the key's index could refuse one of them. */
        FOLDED_REPEATS,
        /** The collection is looked at before a write, and what is equal already is left out. */
        EQUAL_LEFT_OUT,
        /**
         * An earlier try of the operation may have inserted the documents: one that is there, byte by byte, is taken for its
         * own even if {@code _id} is a column.
         */
        TRIED_BEFORE
    }

    /** Copies what may change. */
    public WriteForm {
        keyFields = List.copyOf(keyFields);
        traits = Set.copyOf(traits);
    }

    /** A form without traits. */
    public static WriteForm of(WriteMode mode, List<String> keyFields) {
        return new WriteForm(mode, keyFields, Set.of());
    }

    /** The same with a trait, if a condition holds. */
    public WriteForm with(Trait trait, boolean condition) {
        if (!condition) {
            return this;
        }
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new WriteForm(mode, keyFields, more);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether a duplicate of {@code _id} is a document of this operation. */
    boolean ownsIds() {
        return mode == WriteMode.INSERT && has(Trait.GENERATED_IDS);
    }
}
